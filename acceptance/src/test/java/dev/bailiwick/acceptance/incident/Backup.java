package dev.bailiwick.acceptance.incident;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies of an agent's parts, and their return: what was there is deleted first. */
final class Backup {
    private final Map<Path, Path> copies = new LinkedHashMap<>();

    private Backup() {}

    static Backup of(List<Path> parts, Path folder) throws IOException {
        var backup = new Backup();
        Files.createDirectory(folder);
        for (var part : parts) {
            if (!Files.exists(part)) continue;
            var copy = folder.resolve("part-" + backup.copies.size());
            copy(part, copy);
            backup.copies.put(part, copy);
        }
        return backup;
    }

    void restore() throws IOException {
        for (var each : copies.entrySet()) {
            delete(each.getKey());
            copy(each.getValue(), each.getKey());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var each : all.toList())
                Files.copy(
                        each,
                        to.resolve(from.relativize(each).toString()),
                        LinkOption.NOFOLLOW_LINKS,
                        StandardCopyOption.COPY_ATTRIBUTES);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }
}
