package dev.bailiwick.app.wiring;

import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;

/** The catalogue's data as it ships, with the systems that the guides tell of. */
public final class CatalogFiles {
    private CatalogFiles() {}

    public static Catalog shipped() {
        return Catalog.of(Catalog.FILES.stream().map(CatalogFiles::read).toList())
                .knowing(GuideFiles.shipped());
    }

    private static JsonObject read(String name) {
        try (var file = Catalog.class.getResourceAsStream(name)) {
            if (file == null)
                throw new IllegalStateException("the catalogue file " + name + " is missing from the program");
            return Json.parseObject(file.readAllBytes(), JsonLimits.FILE);
        } catch (IOException e) {
            throw new IllegalStateException("the catalogue file " + name + " cannot be read", e);
        }
    }
}
