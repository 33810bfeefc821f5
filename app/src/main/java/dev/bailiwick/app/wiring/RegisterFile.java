package dev.bailiwick.app.wiring;

import dev.bailiwick.app.yaml.YamlDocument;
import dev.bailiwick.core.architecture.Reference;
import dev.bailiwick.core.exposure.Weighing;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The register file, and what a reach in it weighs. */
public final class RegisterFile {
    private RegisterFile() {}

    /** @throws dev.bailiwick.app.yaml.YamlException naming line and column of what is wrong */
    public static Inventory read(Path file, Guides guides) {
        return YamlDocument.read(file).as(json -> Inventory.of(json, guides));
    }

    public static Weighing weighing() {
        return Weighing.of(shipped(Weighing.class, Weighing.FILE));
    }

    /** How several agents may be laid out. */
    public static List<Reference> references() {
        return Reference.all(shipped(Reference.class, Reference.FILE));
    }

    private static JsonObject shipped(Class<?> beside, String name) {
        try (var file = beside.getResourceAsStream(name)) {
            if (file == null) throw new IllegalStateException(name + " is missing from the program");
            return Json.parseObject(file.readAllBytes(), JsonLimits.FILE);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
