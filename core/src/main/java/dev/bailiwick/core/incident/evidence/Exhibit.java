package dev.bailiwick.core.incident.evidence;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file of a bundle.
 *
 * @param path safe on every system: no part of it begins with more than one dot
 * @param text what it holds, secrets taken out
 * @param original digest of the bytes it was made from, where it is a copy of something
 */
public record Exhibit(String path, String text, Optional<Digest> original) {
    private static final Pattern PATH =
            Pattern.compile("(?:\\.?[A-Za-z0-9_-][A-Za-z0-9._-]*/)*\\.?[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final int LONGEST = 400;

    public Exhibit {
        if (path.length() > LONGEST || !PATH.matcher(path).matches())
            throw new IllegalArgumentException("not a path in a bundle");
    }

    public static Exhibit of(String path, String text) {
        return new Exhibit(path, text, Optional.empty());
    }

    public static Exhibit of(String path, JsonValue value) {
        return of(path, Json.pretty(value) + "\n");
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Manifest.Line line() {
        var bytes = bytes();
        return new Manifest.Line(path, Digest.of(bytes), bytes.length, original);
    }
}
