package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.HostPath;
import dev.bailiwick.core.hardening.Part;
import dev.bailiwick.core.hardening.Version;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** OpenClaw, its plugins and its skills as they lie below a folder: by their package files and the heads of their skills. */
final class InstalledParts {
    private static final int DEPTH = 6;
    private static final int MOST = 5_000;
    private static final Pattern NAME = Pattern.compile("(?m)^name:\\s*[\"']?([^\"'\\r\\n]{1,100}?)[\"']?\\s*$");
    private static final Pattern VERSION = Pattern.compile("(?m)^version:\\s*[\"']?([^\"'\\r\\n]{1,60}?)[\"']?\\s*$");

    private InstalledParts() {}

    /** @throws IOException when a folder cannot be walked: then nothing is known of what else lies there */
    static List<Part> below(List<HostPath> folders) throws IOException {
        var parts = Stream.<Part>builder();
        for (var folder : folders) {
            try (var files = Files.walk(Path.of(folder.text()), DEPTH)) {
                files.filter(InstalledParts::tells)
                        .limit(MOST)
                        .flatMap(file -> part(file).stream())
                        .forEach(parts);
            } catch (java.io.UncheckedIOException e) {
                throw new IOException("cannot walk " + folder, e);
            }
        }
        return parts.build().distinct().toList();
    }

    private static boolean tells(Path file) {
        var name = file.getFileName();
        return name != null
                && switch (name.toString()) {
                    case "package.json", "openclaw.plugin.json", "SKILL.md" -> true;
                    default -> false;
                };
    }

    private static Optional<Part> part(Path file) {
        return switch (file.getFileName().toString()) {
            case "SKILL.md" -> ProcessReading.text(file).flatMap(InstalledParts::skill);
            case "openclaw.plugin.json" -> object(file).flatMap(plugin -> plugin(file, plugin));
            default ->
                object(file)
                        .filter(json -> json.string("name").equals(Optional.of("openclaw")))
                        .map(InstalledParts::runtime);
        };
    }

    private static Optional<JsonObject> object(Path file) {
        return ProcessReading.text(file).flatMap(text -> {
            try {
                return Optional.of(Json.parseObject(text.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE));
            } catch (JsonException _) {
                return Optional.empty();
            }
        });
    }

    private static Part runtime(JsonObject json) {
        return new Part(Part.Kind.RUNTIME, "openclaw", json.string("version").flatMap(Version::read));
    }

    /** A plugin's version stands in its own file, or in the package beside it. */
    private static Optional<Part> plugin(Path file, JsonObject json) {
        var version = json.string("version")
                .or(() -> object(file.resolveSibling("package.json")).flatMap(each -> each.string("version")));
        return json.string("id").map(id -> new Part(Part.Kind.PLUGIN, id, version.flatMap(Version::read)));
    }

    private static Optional<Part> skill(String text) {
        if (!text.startsWith("---")) return Optional.empty();
        int end = text.indexOf("\n---", 3);
        var head = end < 0 ? text : text.substring(0, end);
        return first(NAME, head)
                .map(name ->
                        new Part(Part.Kind.SKILL, name, first(VERSION, head).flatMap(Version::read)));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
