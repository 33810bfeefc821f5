package dev.bailiwick.gateway.openclaw;

import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.gateway.http.Excerpt;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The arguments of the calls that were asked about lately: an outcome names only the call, and what was read from where is
 * what was decided, not what the report says. The newest {@value #LIMIT}, of each text its first {@value #LONGEST} characters.
 * A call with more than {@value #MOST} characters is not kept at all: half of its arguments would say that it had no others.
 */
public final class RecentCalls {
    static final int LIMIT = 2_000;
    /** Longer texts are contents, not addresses. */
    private static final int LONGEST = 4_096;

    static final int MOST = 1 << 16;

    private record Key(AgentId agent, String call) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<Key, JsonObject> calls = new LinkedHashMap<>();

    void remember(Attempt attempt) {
        if (attempt.call().isEmpty()) return;
        var kept = clipped(attempt.arguments());
        if (kept.text().length() > MOST) return;
        lock.lock();
        try {
            calls.putLast(new Key(attempt.agent(), attempt.call().get()), kept);
            if (calls.size() > LIMIT) calls.pollFirstEntry();
        } finally {
            lock.unlock();
        }
    }

    /** What this call was decided with; empty when that is not known any more, or nobody asked about it. */
    Optional<JsonObject> arguments(AgentId agent, Optional<String> call) {
        lock.lock();
        try {
            return call.map(id -> calls.get(new Key(agent, id)));
        } finally {
            lock.unlock();
        }
    }

    private static JsonObject clipped(JsonObject arguments) {
        var kept = JsonObject.builder();
        arguments.members().forEach((name, value) -> kept.and(name, clipped(value)));
        return kept.build();
    }

    private static JsonValue clipped(JsonValue value) {
        return switch (value) {
            case JsonObject object -> clipped(object);
            case JsonArray(var values) ->
                new JsonArray(values.stream().map(RecentCalls::clipped).toList());
            case JsonString(var text) when text.length() > LONGEST -> new JsonString(Excerpt.clipped(text, LONGEST));
            default -> value;
        };
    }
}
