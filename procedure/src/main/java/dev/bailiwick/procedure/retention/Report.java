package dev.bailiwick.procedure.retention;

import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pruning came to, or would.
 *
 * @param removed how many bodies by which rule
 * @param held how many were past their retention and are covered by a hold
 * @param waiting how many are past it and not yet held to be received by every sink
 */
public record Report(Map<String, Long> removed, long held, long waiting) {
    public Report {
        removed = Map.copyOf(removed);
    }

    public long count() {
        return removed.values().stream().mapToLong(Long::longValue).sum();
    }

    public JsonObject json() {
        var rules = JsonObject.builder();
        new TreeMap<>(removed).forEach((rule, count) -> rules.and(rule, JsonNumber.of(count)));
        return JsonObject.with("count", JsonNumber.of(count()))
                .and("rules", rules.build())
                .and("held", held)
                .and("waiting", waiting)
                .build();
    }

    /** Counts as the log is read. */
    static final class Count {
        private final Map<String, Long> removed = new TreeMap<>();
        private long held;
        private long waiting;

        void goes(String rule) {
            removed.merge(rule, 1L, Long::sum);
        }

        void held() {
            held++;
        }

        void waits() {
            waiting++;
        }

        Report report() {
            return new Report(removed, held, waiting);
        }
    }
}
