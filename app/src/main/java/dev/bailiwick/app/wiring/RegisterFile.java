package dev.bailiwick.app.wiring;

import dev.bailiwick.app.yaml.YamlDocument;
import dev.bailiwick.app.yaml.YamlException;
import dev.bailiwick.core.architecture.Reference;
import dev.bailiwick.core.exposure.Weighing;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.register.RegisterUnreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The register file, and what a reach in it weighs. */
public final class RegisterFile {
    private RegisterFile() {}

    /** @throws dev.bailiwick.app.yaml.YamlException naming line and column of what is wrong */
    public static Inventory read(Path file, Guides guides) {
        return YamlDocument.read(file).as(json -> Inventory.of(json, guides));
    }

    /** What is kept in the data folder. */
    public static Inventory kept(DataFolder data, Guides guides) {
        return ifThere(data.register(), guides);
    }

    /** Keeps it there, in the one spelling it has. */
    public static void keep(DataFolder data, Inventory register) {
        var file = data.register();
        var next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.writeString(next, text(register));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Refusal("cannot write " + file + ": " + e.getMessage());
        }
    }

    /** A register as one YAML text: lists by name, one member a line, every value as JSON writes it. */
    public static String text(Inventory register) {
        var text = new StringBuilder();
        register.json().members().forEach((name, value) -> {
            if (!(value instanceof JsonArray(var entries))) {
                text.append(name).append(": ").append(value.text()).append('\n');
            } else if (entries.isEmpty()) {
                text.append(name).append(": []\n");
            } else {
                text.append(name).append(":\n");
                entries.forEach(entry -> entry(text, (JsonObject) entry));
            }
        });
        return text.toString();
    }

    private static void entry(StringBuilder text, JsonObject entry) {
        String indent = "  - ";
        for (var member : entry.members().entrySet()) {
            text.append(indent).append(member.getKey()).append(": ");
            text.append(member.getValue().text()).append('\n');
            indent = "    ";
        }
    }

    /** The same, or an empty register where there is no such file. */
    static Inventory ifThere(Path file, Guides guides) {
        return Files.exists(file) ? read(file, guides) : Inventory.EMPTY;
    }

    /**
     * What a running server takes from it, as it stands there now.
     *
     * @throws RegisterUnreadable when somebody has spoilt it meanwhile
     */
    static Inventory now(Path file, Guides guides) {
        try {
            return ifThere(file, guides);
        } catch (YamlException e) {
            throw new RegisterUnreadable(String.valueOf(e.getMessage()), e);
        }
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
