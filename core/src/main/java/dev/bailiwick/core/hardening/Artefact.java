package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.Digest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rendered file.
 *
 * @param name its name in the folder
 * @param lines where the line stands that brings about a check, counted from 1
 */
public record Artefact(String name, String text, boolean executable, Map<Check, Integer> lines) {
    public Artefact {
        lines = Map.copyOf(lines);
    }

    public Digest digest() {
        return Digest.of(text);
    }

    /** Where a check's line stands, as remedies name it. */
    public Optional<String> place(Check check) {
        return Optional.ofNullable(lines.get(check)).map(line -> name + ":" + line);
    }

    /** A file being written, line by line. */
    public static final class Draft {
        private final List<String> written = new ArrayList<>();
        private final Map<Check, Integer> lines = new EnumMap<>(Check.class);

        /** Adds lines; the first brings about these checks unless an earlier line did. */
        public Draft line(String text, Check... checks) {
            for (var check : checks) lines.putIfAbsent(check, written.size() + 1);
            text.lines().forEach(written::add);
            if (text.isEmpty()) written.add("");
            return this;
        }

        public Artefact as(String name) {
            return new Artefact(name, String.join("\n", written) + "\n", false, lines);
        }

        public Artefact asProgram(String name) {
            return new Artefact(name, String.join("\n", written) + "\n", true, lines);
        }
    }
}
