package dev.bailiwick.console.timeline;

import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/**
 * A part of the log that has nothing to show, and is shown.
 *
 * @param count how many entries are not there; others between them may be
 * @param tombstone the entry that says they were removed; empty when nothing says why they are missing
 */
public record Gap(long first, long last, long count, Optional<Long> tombstone) {
    static Gap missing(long first, long last) {
        return new Gap(first, last, last - first + 1, Optional.empty());
    }

    static Gap pruned(long entry, long tombstone) {
        return new Gap(entry, entry, 1, Optional.of(tombstone));
    }

    /** This gap and one further back as one, if they are alike. */
    Optional<Gap> with(Gap older) {
        if (!tombstone.equals(older.tombstone())) return Optional.empty();
        if (tombstone.isEmpty() && older.last() + 1 < first) return Optional.empty();
        return Optional.of(new Gap(older.first(), last, count + older.count(), tombstone));
    }

    String sentence() {
        String entries = first == last ? "entry " + first : count + " entries from " + first + " to " + last;
        return tombstone
                .map(entry -> entries + ": removed when the retention was over, as entry " + entry + " says")
                .orElse(entries + ": missing or unreadable; `bailiwick audit verify` says what happened");
    }

    public JsonObject json() {
        return JsonObject.builder()
                .and("first", first)
                .and("last", last)
                .and("count", count)
                .and("tombstone", tombstone.map(JsonNumber::of))
                .build();
    }
}
