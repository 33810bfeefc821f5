package dev.bailiwick.core.decision;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One limit of an agent, and how much of it is used.
 *
 * @param tool whose limit it is, when it is one of a single tool
 * @param resets when something of it is free again
 */
public record Budget(Kind kind, Optional<String> tool, long used, long limit, Instant resets) {
    /** What is counted, and over which time. */
    public enum Kind {
        /** Calls within sixty seconds, whatever was answered. What goes beyond opens the breaker. */
        CALLS_PER_MINUTE("callsPerMinute", "breaker", "calls in a minute"),
        CALLS_PER_HOUR("callsPerHour", "rate", "calls in an hour"),
        CALLS_PER_DAY("callsPerDay", "daily_calls", "calls in a day"),
        EXTERNAL_PER_HOUR("externalPerHour", "external_rate", "external actions in an hour"),
        /** How many different places outside it has written to. */
        DESTINATIONS_PER_DAY("destinationsPerDay", "fan_out", "different destinations in a day"),
        TOOL_PER_HOUR("toolPerHour", "tool_budget", "calls of this tool in an hour"),
        TOOL_PER_DAY("toolPerDay", "tool_budget", "calls of this tool in a day"),
        SPENT_PER_DAY("dailyMinor", "daily_amount", "paid in a day");

        private final String spelled;
        private final String policy;
        private final String counted;

        Kind(String spelled, String policy, String counted) {
            this.spelled = spelled;
            this.policy = policy;
            this.counted = counted;
        }

        /** As {@code bailiwick.yaml} and the policies' schema spell it. */
        public String spelled() {
            return spelled;
        }

        /** What is counted, for people. */
        public String counted() {
            return counted;
        }

        /** Whether the policies with this name, whatever their pack, hold it. */
        boolean heldBy(String code) {
            return policy.equals(code);
        }
    }

    public Budget {
        if (used < 0 || limit < 0) throw new IllegalArgumentException("a budget counts from 0 on");
    }

    public boolean exhausted() {
        return used >= limit;
    }

    /** {@code limit 5 calls in an hour, used 5, free again from 2026-11-23T11:01:00Z}. */
    public String sentence() {
        return "limit " + spelled(limit) + " " + kind.counted() + ", used " + spelled(used) + ", free again from "
                + resets;
    }

    /** This many of what it counts, for people: money with its decimals. */
    public String spelled(long count) {
        return kind == Kind.SPENT_PER_DAY ? BigDecimal.valueOf(count, 2).toPlainString() : Long.toString(count);
    }

    public JsonObject json() {
        return JsonObject.with("kind", Fields.spelling(kind))
                .and("tool", tool.map(JsonString::new))
                .and("used", used)
                .and("limit", limit)
                .and("resets", resets.toString())
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no budget */
    public static Budget of(Fields fields) {
        var budget = new Budget(
                fields.oneOf("kind", Kind.class),
                fields.optionalText("tool"),
                fields.number("used"),
                fields.number("limit"),
                fields.parsed("resets", Instant::parse));
        fields.end();
        return budget;
    }
}
