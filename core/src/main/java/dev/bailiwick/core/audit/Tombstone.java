package dev.bailiwick.core.audit;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An entry that names entries whose bodies are removed. It stands in the log, signed, before the first body goes: whatever
 * a crash leaves behind, nothing is gone that the log does not name.
 *
 * @param rules how many went by which rule, such as {@code usual P13M}
 * @param stubs the digest over what stays of them ({@link Stub#after})
 * @param oldest when the first of them was appended
 * @param newest when the last was
 */
public record Tombstone(Runs entries, Map<String, Long> rules, Digest stubs, Instant oldest, Instant newest) {
    public static final Digest NO_STUBS = Digest.of("");

    /** An entry that names more runs than these could grow too long to be one. */
    public static final int MOST_RUNS = 1_000;

    static final String WHAT = "pruned";

    public Tombstone {
        if (entries.isEmpty()) throw new IllegalArgumentException("a tombstone names entries");
        rules = Map.copyOf(rules);
    }

    public Event event(Actor actor) {
        return Event.of(Event.Kind.RETENTION, actor, json());
    }

    private JsonObject json() {
        var counts = JsonObject.builder();
        new TreeMap<>(rules).forEach((rule, count) -> counts.and(rule, JsonNumber.of(count)));
        return JsonObject.with("what", WHAT)
                .and("entries", entries.toString())
                .and("count", JsonNumber.of(entries.count()))
                .and("rules", counts.build())
                .and("stubs", stubs.hex())
                .and("oldest", oldest.toString())
                .and("newest", newest.toString())
                .build();
    }

    /**
     * The tombstone that an entry is, if it is one.
     *
     * @throws dev.bailiwick.json.JsonException when it is a broken one
     */
    public static Optional<Tombstone> of(Entry entry) {
        if (entry.kind() != Event.Kind.RETENTION) return Optional.empty();
        var fields = Fields.of(entry.body());
        if (!fields.text("what").equals(WHAT)) return Optional.empty();
        return Optional.of(new Tombstone(
                fields.parsed("entries", Runs::of),
                rules(fields.object("rules")),
                fields.parsed("stubs", Digest::new),
                fields.parsed("oldest", Instant::parse),
                fields.parsed("newest", Instant::parse)));
    }

    private static Map<String, Long> rules(JsonObject counts) {
        var fields = Fields.of(counts);
        Map<String, Long> rules = new TreeMap<>();
        counts.members().keySet().forEach(rule -> rules.put(rule, fields.number(rule)));
        return rules;
    }

    /** Puts one together from entries that come in the order of the log. */
    public static final class Gathering {
        private final Runs.Gathering entries = new Runs.Gathering();
        private final Map<String, Long> rules = new TreeMap<>();
        private Digest stubs = NO_STUBS;
        private Instant oldest = Instant.MAX;
        private Instant newest = Instant.MIN;

        /** @param rule by which it goes */
        public void add(Entry entry, String rule) {
            entries.add(entry.sequence());
            rules.merge(rule, 1L, Long::sum);
            stubs = Stub.of(entry, 0).after(stubs);
            oldest = entry.at().isBefore(oldest) ? entry.at() : oldest;
            newest = entry.at().isAfter(newest) ? entry.at() : newest;
        }

        public boolean isEmpty() {
            return entries.size() == 0;
        }

        public boolean full() {
            return entries.size() >= MOST_RUNS;
        }

        public Tombstone tombstone() {
            return new Tombstone(entries.runs(), rules, stubs, oldest, newest);
        }
    }
}
