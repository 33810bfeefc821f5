package dev.bailiwick.app.wiring;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A file of Bailiwick's own state: replaced whole, so that a crash leaves the old one or the new one, and read by its account alone. */
final class WholeFile {
    private WholeFile() {}

    /** @throws Refusal naming the file when it cannot be written */
    static void write(Path file, JsonObject json) {
        var next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(next, Json.utf8(json));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Refusal("cannot write " + file + ": " + e.getMessage());
        }
    }

    /** The same in a folder that may have to be made, closed to others. */
    static void write(Path folder, String name, JsonObject json) {
        try {
            if (!Files.isDirectory(folder))
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new Refusal("cannot make " + folder + ": " + e.getMessage());
        }
        write(folder.resolve(name), json);
    }

    /** What is read from every such file of a folder; one that cannot be read is left out. */
    static <T> List<T> each(Path folder, Function<JsonObject, T> reader) {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .flatMap(file -> read(file, reader).stream())
                    .toList();
        } catch (IOException e) {
            throw new Refusal("cannot read " + folder + ": " + e.getMessage());
        }
    }

    private static <T> Optional<T> read(Path file, Function<JsonObject, T> reader) {
        try {
            return Optional.of(reader.apply(Json.parseObject(Files.readAllBytes(file), JsonLimits.FILE)));
        } catch (IOException | JsonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
