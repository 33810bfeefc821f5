package dev.bailiwick.core.register;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much an agent may use up. What is not stated has no limit, but for the two that stop what runs away; money counts in the
 * smallest unit of its currency.
 *
 * @param callsPerMinute calls of any kind, whatever is answered; beyond, the breaker opens and everything is refused for a while
 * @param callsPerHour actions of any kind; more are refused
 * @param callsPerDay the same of a day (UTC)
 * @param externalPerHour actions that leave the organisation; more are asked for
 * @param destinationsPerDay how many different places outside; once reached, what leaves the organisation is asked for
 * @param perActionMinor the most one payment may be worth; more asks two people
 * @param dailyMinor the most of a day (UTC), whatever the currencies; more is refused
 * @param repeats how often exactly the same change may be made within ten minutes
 * @param promptsPerDay how often people are asked on one day (UTC); more are refused
 * @param tools limits of single tools, by the name under which the runtime calls them
 */
public record Limits(
        Optional<Long> callsPerMinute,
        Optional<Long> callsPerHour,
        Optional<Long> callsPerDay,
        Optional<Long> externalPerHour,
        Optional<Long> destinationsPerDay,
        Optional<Long> perActionMinor,
        Optional<Long> dailyMinor,
        Optional<Long> repeats,
        Optional<Long> promptsPerDay,
        Map<String, OfTool> tools) {
    /** Of an agent for which nobody stated a limit. */
    public static final Limits NONE = of(Fields.of(JsonObject.builder().build()));

    /** Ten calls in each second of a minute: no model works that fast. */
    public static final long BREAKER = 600;

    /** An agent that makes exactly the same change so often is caught in a loop. */
    public static final long REPEATS = 30;

    private static final long HIGHEST = 1L << 53;

    /** How often one tool may be used; more is refused. */
    public record OfTool(Optional<Long> perHour, Optional<Long> perDay) {
        private JsonObject json(String tool) {
            return JsonObject.with("tool", tool)
                    .and("perHour", perHour.map(JsonNumber::of))
                    .and("perDay", perDay.map(JsonNumber::of))
                    .build();
        }
    }

    public Limits {
        tools = Map.copyOf(tools);
    }

    /** The calls of a minute beyond which the breaker opens. */
    public long breaker() {
        return callsPerMinute.orElse(BREAKER);
    }

    /** How often exactly the same change may be made within ten minutes. */
    public long mostRepeats() {
        return repeats.orElse(REPEATS);
    }

    public JsonObject json() {
        return JsonObject.builder()
                .and("callsPerMinute", callsPerMinute.map(JsonNumber::of))
                .and("callsPerHour", callsPerHour.map(JsonNumber::of))
                .and("callsPerDay", callsPerDay.map(JsonNumber::of))
                .and("externalPerHour", externalPerHour.map(JsonNumber::of))
                .and("destinationsPerDay", destinationsPerDay.map(JsonNumber::of))
                .and("perActionMinor", perActionMinor.map(JsonNumber::of))
                .and("dailyMinor", dailyMinor.map(JsonNumber::of))
                .and("repeats", repeats.map(JsonNumber::of))
                .and("promptsPerDay", promptsPerDay.map(JsonNumber::of))
                .and("tools", tools.isEmpty() ? Optional.empty() : Optional.of(listed()))
                .build();
    }

    private JsonArray listed() {
        return new JsonArray(new TreeMap<>(tools)
                .entrySet().stream()
                        .<JsonValue>map(each -> each.getValue().json(each.getKey()))
                        .toList());
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no limits */
    public static Limits of(Fields fields) {
        var limits = new Limits(
                limit(fields, "callsPerMinute"),
                limit(fields, "callsPerHour"),
                limit(fields, "callsPerDay"),
                limit(fields, "externalPerHour"),
                limit(fields, "destinationsPerDay"),
                limit(fields, "perActionMinor"),
                limit(fields, "dailyMinor"),
                limit(fields, "repeats"),
                limit(fields, "promptsPerDay"),
                tools(fields));
        fields.end();
        return limits;
    }

    private static Map<String, OfTool> tools(Fields fields) {
        var tools = new TreeMap<String, OfTool>();
        for (var each : fields.list("tools")) {
            String name = each.parsed("tool", text -> once(text, tools));
            tools.put(name, new OfTool(limit(each, "perHour"), limit(each, "perDay")));
            each.end();
        }
        return tools;
    }

    private static String once(String tool, Map<String, OfTool> before) {
        boolean visible = tool.codePoints().noneMatch(Untrusted::hidden);
        if (tool.isBlank() || tool.length() > 200 || !visible)
            throw new IllegalArgumentException("a tool's name is 1 to 200 visible characters");
        if (before.containsKey(tool)) throw new IllegalArgumentException("this tool stands there twice");
        return tool;
    }

    private static Optional<Long> limit(Fields fields, String name) {
        return fields.has(name) ? Optional.of(fields.whole(name, Limits::count)) : Optional.empty();
    }

    private static long count(long value) {
        if (value < 0 || value > HIGHEST) throw new IllegalArgumentException("a limit is a whole number from 0 on");
        return value;
    }
}
