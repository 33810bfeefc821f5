package dev.bailiwick.core.audit;

/** One thing that is wrong with a log, with the entry where it is. */
public sealed interface Finding {
    /** The entry's bytes are not those that were logged. */
    record Changed(long entry, String what) implements Finding {}

    /** Entries are gone from the middle of the log. */
    record Removed(long first, long last) implements Finding {}

    /** The entry stands behind the one before which it was logged. */
    record Reordered(long entry, long behind) implements Finding {}

    /** A checkpoint was signed over {@code size} entries; from {@code first} on they are missing. */
    record Truncated(long first, long size) implements Finding {}

    /**
     * The log has a history of its own: it is sound in itself and is not the one whose checkpoint was signed at {@code to}.
     *
     * @param from up to here both histories are known to be the same
     */
    record Forked(long from, long to) implements Finding {}

    /** A checkpoint over {@code size} entries is not signed by the log's key of that time. */
    record Resigned(long size, String what) implements Finding {}

    /** The entry is as it was signed, but what is derived from it (its hash, its tile, its body beside) is not. */
    record Damaged(long entry, String what) implements Finding {}

    /** One line for a person. */
    default String sentence() {
        return switch (this) {
            case Changed(long entry, String what) -> "changed: entry " + entry + ": " + what;
            case Removed(long first, long last) ->
                first == last
                        ? "removed: entry " + first + " is missing"
                        : "removed: entries " + first + " to " + last + " are missing";
            case Reordered(long entry, long behind) -> "reordered: entry " + entry + " stands behind entry " + behind;
            case Truncated(long first, long size) ->
                "truncated: a checkpoint covers " + size + " entries; entries " + first + " to " + (size - 1)
                        + " are missing";
            case Forked(long from, long to) ->
                "forked: between entry " + from + " and entry " + (to - 1)
                        + " this log differs from the one that was signed";
            case Resigned(long size, String what) -> "re-signed: checkpoint over " + size + " entries: " + what;
            case Damaged(long entry, String what) -> "damaged: entry " + entry + " is as signed, but " + what;
        };
    }
}
