package dev.bailiwick.app.wiring;

import dev.bailiwick.app.yaml.YamlDocument;
import dev.bailiwick.core.exposure.Weighing;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;
import java.nio.file.Path;

/** The register file, and what a reach in it weighs. */
public final class RegisterFile {
    private RegisterFile() {}

    /** @throws dev.bailiwick.app.yaml.YamlException naming line and column of what is wrong */
    public static Inventory read(Path file, Guides guides) {
        return YamlDocument.read(file).as(json -> Inventory.of(json, guides));
    }

    public static Weighing weighing() {
        try (var file = Weighing.class.getResourceAsStream(Weighing.FILE)) {
            if (file == null) throw new IllegalStateException(Weighing.FILE + " is missing from the program");
            return Weighing.of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        } catch (IOException e) {
            throw new IllegalStateException(Weighing.FILE + " cannot be read", e);
        }
    }
}
