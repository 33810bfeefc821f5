package dev.bailiwick.core.audit;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a log says of itself at one moment (C2SP tlog-checkpoint): this many entries, this root. Worth nothing until
 * signed: see {@link SignedNote}.
 */
public record Checkpoint(String origin, long size, TreeHash root) {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n")) throw new IllegalArgumentException("not an origin");
        if (size < 0) throw new IllegalArgumentException("a log cannot have " + size + " entries");
    }

    /** The note text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }

    /** @throws IllegalArgumentException when the note's text is no checkpoint */
    public static Checkpoint of(SignedNote note) {
        List<String> lines = note.text().lines().toList();
        if (lines.size() < 3 || lines.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("not a checkpoint: expected origin, size and root");
        }
        if (!NUMBER.matcher(lines.get(1)).matches()) throw new IllegalArgumentException("not a checkpoint: no size");
        return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), TreeHash.parse(lines.get(2)));
    }
}
