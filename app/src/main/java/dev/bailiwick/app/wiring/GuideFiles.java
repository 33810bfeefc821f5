package dev.bailiwick.app.wiring;

import dev.bailiwick.core.guide.Guide;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;

/** The guides' data, as it ships. */
public final class GuideFiles {
    private GuideFiles() {}

    public static Guides shipped() {
        return Guides.of(Guides.SHIPPED.stream().map(GuideFiles::read).toList());
    }

    private static Guide read(String name) {
        try (var file = Guides.class.getResourceAsStream(name + ".json")) {
            if (file == null) throw new IllegalStateException("the guide " + name + " is missing from the program");
            return Guide.of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        } catch (IOException | JsonException e) {
            throw new IllegalStateException("the guide " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
