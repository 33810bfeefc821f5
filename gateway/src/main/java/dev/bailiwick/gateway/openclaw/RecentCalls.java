package dev.bailiwick.gateway.openclaw;

import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The arguments of the calls that were asked about lately: an outcome names only the call, and what was read from where is
 * what was decided, not what the report says. The newest {@value #LIMIT}; of long texts nothing is kept but short members.
 */
public final class RecentCalls {
    static final int LIMIT = 2_000;
    /** Longer texts are contents, not addresses. */
    private static final int LONGEST = 4_096;

    private static final int MEMBERS = 16;

    private record Key(AgentId agent, String call) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<Key, JsonObject> calls = new LinkedHashMap<>();

    void remember(Attempt attempt) {
        if (attempt.call().isEmpty()) return;
        var kept = kept(attempt.arguments());
        lock.lock();
        try {
            calls.putLast(new Key(attempt.agent(), attempt.call().get()), kept);
            if (calls.size() > LIMIT) calls.pollFirstEntry();
        } finally {
            lock.unlock();
        }
    }

    JsonObject arguments(AgentId agent, Optional<String> call) {
        lock.lock();
        try {
            return call.map(id -> calls.getOrDefault(new Key(agent, id), JsonObject.EMPTY))
                    .orElse(JsonObject.EMPTY);
        } finally {
            lock.unlock();
        }
    }

    private static JsonObject kept(JsonObject arguments) {
        var kept = JsonObject.builder();
        arguments.members().entrySet().stream()
                .filter(member -> member.getValue() instanceof JsonString(var text) && text.length() <= LONGEST)
                .limit(MEMBERS)
                .map(Map.Entry::getKey)
                .forEach(name -> kept.and(name, arguments.get(name)));
        return kept.build();
    }
}
