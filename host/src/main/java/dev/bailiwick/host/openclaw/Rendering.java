package dev.bailiwick.host.openclaw;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A configuration before and after, not written yet. */
public record Rendering(JsonObject before, JsonObject after) {
    private static final Pattern SECRET =
            Pattern.compile("(?i)token|password|secret|apikey|api_key|credential|authorization");

    public boolean changesNothing() {
        return before.equals(after);
    }

    /** What is written: two spaces, one line feed at the end. */
    public String text() {
        return Json.pretty(after) + "\n";
    }

    /** One line per changed member, {@code +} new, {@code -} gone, {@code ~} changed. Plain secrets do not print. */
    public List<String> diff() {
        List<String> lines = new ArrayList<>();
        diff("", before, after, lines);
        return lines;
    }

    /** The members that change, as dotted paths. */
    public List<String> changedPlaces() {
        return diff().stream()
                .map(line -> line.substring(2, line.indexOf(" = ")))
                .toList();
    }

    private static void diff(String path, JsonObject before, JsonObject after, List<String> lines) {
        Set<String> names = new LinkedHashSet<>(before.members().keySet());
        names.addAll(after.members().keySet());
        for (var name : names) {
            diff(path.isEmpty() ? name : path + "." + name, before.get(name), after.get(name), lines);
        }
    }

    private static void diff(String path, Optional<JsonValue> before, Optional<JsonValue> after, List<String> lines) {
        if (before.equals(after)) return;
        boolean objectAfter = after.isPresent() && after.get() instanceof JsonObject;
        boolean objectBefore = before.isPresent() && before.get() instanceof JsonObject;
        if (objectAfter && (objectBefore || before.isEmpty())) {
            diff(path, asObject(before), asObject(after), lines);
        } else if (after.isEmpty() && objectBefore) {
            diff(path, asObject(before), JsonObject.EMPTY, lines);
        } else if (before.isEmpty()) lines.add("+ " + path + " = " + shown(path, after));
        else if (after.isEmpty()) lines.add("- " + path + " = " + shown(path, before));
        else lines.add("~ " + path + " = " + shown(path, after) + "   (was " + shown(path, before) + ")");
    }

    private static JsonObject asObject(Optional<JsonValue> value) {
        return value.isPresent() && value.get() instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    private static String shown(String path, Optional<JsonValue> value) {
        var name = path.substring(path.lastIndexOf('.') + 1);
        boolean plain = value.isPresent() && value.get() instanceof JsonString && !name.endsWith("File");
        return plain && SECRET.matcher(name).find()
                ? "[redacted]"
                : value.map(JsonValue::text).orElse("");
    }

    /**
     * Replaces the file in one step, readable by its owner alone; what was there is kept beside it.
     *
     * @return the backup, empty when there was nothing to keep
     */
    public Optional<Path> write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var backup = backup(file);
            var next = file.resolveSibling(file.getFileName() + ".next");
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(next, text());
            try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return backup;
        } catch (IOException e) {
            throw new OpenClawFailure("cannot write \"" + file + "\": " + e.getMessage(), e);
        }
    }

    private static Optional<Path> backup(Path file) throws IOException {
        if (!Files.exists(file)) return Optional.empty();
        int number = 1;
        while (Files.exists(backup(file, number))) number++;
        return Optional.of(Files.copy(file, backup(file, number), StandardCopyOption.COPY_ATTRIBUTES));
    }

    private static Path backup(Path file, int number) {
        return file.resolveSibling(file.getFileName() + ".before-bailiwick." + number);
    }
}
