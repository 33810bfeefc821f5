package dev.bailiwick.core.detection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Texts written for these tests, one a line. */
final class Texts {
    static final List<String> ATTEMPTS = read("attempts.txt");
    static final List<String> LOOKALIKES = read("lookalikes.txt");

    static final List<String> SKILLS_REFUSED = read("skills-refused.txt");
    static final List<String> SKILLS_ALLOWED = read("skills-allowed.txt");

    private Texts() {}

    private static List<String> read(String name) {
        try (var file = Texts.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# One"))
                    .map(line -> line.replace("\\n", "\n"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
