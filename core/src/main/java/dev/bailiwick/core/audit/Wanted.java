package dev.bailiwick.core.audit;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which entries somebody reads a log for. It may be told of more, never of fewer: of a body that lies beside the log nobody
 * knows beforehand what it calls itself.
 *
 * @param whats what the body calls itself; none means all
 * @param since not before this time, by the clock of whoever wrote the entry
 */
public record Wanted(Set<Event.Kind> kinds, Set<String> whats, Instant since) {
    public Wanted {
        kinds = Set.copyOf(kinds);
        whats = Set.copyOf(whats);
    }

    /** All entries of these kinds. */
    public static Wanted of(Event.Kind first, Event.Kind... more) {
        return new Wanted(EnumSet.of(first, more), Set.of(), Instant.MIN);
    }

    /** Every entry that is not older. */
    public static Wanted since(Instant since) {
        return new Wanted(EnumSet.allOf(Event.Kind.class), Set.of(), since);
    }

    /** Of the same only what calls itself so. */
    public Wanted about(String... whats) {
        return new Wanted(kinds, Set.of(whats), since);
    }

    /** Of the same only what is not older. */
    public Wanted from(Instant since) {
        return new Wanted(kinds, whats, since);
    }

    public boolean has(Entry entry) {
        return !entry.at().isBefore(since) && has(Topic.of(entry));
    }

    /** Whether there may be such an entry about this. */
    public boolean has(Topic topic) {
        boolean told = topic.what().isEmpty() || whats.isEmpty() || whats.contains(topic.what());
        return told && kinds.contains(topic.kind());
    }

    /** Tells most of the others from their bytes, without reading them. */
    public boolean mayHave(byte[] canonicalEntry) {
        return kinds.stream().anyMatch(kind -> Kinds.is(canonicalEntry, kind));
    }
}
