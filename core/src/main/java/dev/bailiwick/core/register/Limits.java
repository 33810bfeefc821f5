package dev.bailiwick.core.register;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/**
 * How much an agent may use up. What is not stated has no limit; money counts in the smallest unit of its currency.
 *
 * @param callsPerHour actions of any kind; more are refused
 * @param externalPerHour actions that leave the organisation; more are asked for
 * @param perActionMinor the most one payment may be worth; more asks two people
 * @param dailyMinor the most of a day (UTC), whatever the currencies; more is refused
 */
public record Limits(
        Optional<Long> callsPerHour,
        Optional<Long> externalPerHour,
        Optional<Long> perActionMinor,
        Optional<Long> dailyMinor) {
    public static final Limits NONE =
            new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final long HIGHEST = 1L << 53;

    public JsonObject json() {
        return JsonObject.builder()
                .and("callsPerHour", callsPerHour.map(JsonNumber::of))
                .and("externalPerHour", externalPerHour.map(JsonNumber::of))
                .and("perActionMinor", perActionMinor.map(JsonNumber::of))
                .and("dailyMinor", dailyMinor.map(JsonNumber::of))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no limits */
    public static Limits of(Fields fields) {
        var limits = new Limits(
                limit(fields, "callsPerHour"),
                limit(fields, "externalPerHour"),
                limit(fields, "perActionMinor"),
                limit(fields, "dailyMinor"));
        fields.end();
        return limits;
    }

    private static Optional<Long> limit(Fields fields, String name) {
        return fields.has(name) ? Optional.of(fields.whole(name, Limits::count)) : Optional.empty();
    }

    private static long count(long value) {
        if (value < 0 || value > HIGHEST) throw new IllegalArgumentException("a limit is a whole number from 0 on");
        return value;
    }
}
