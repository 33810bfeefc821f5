package dev.bailiwick.gateway.openclaw;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.approval.Notices;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What agents' sessions are to be told, until their plugin's next heartbeat fetches it. In memory: a notice that is lost
 * with a restart loses nothing that was decided. The newest {@value #LIMIT} of each agent.
 */
public final class SessionNotices implements Notices {
    static final int LIMIT = 256;
    /** At most so many go with one heartbeat; the rest goes with the next, a second later. */
    static final int TAKEN_AT_ONCE = 32;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<AgentId, Deque<JsonValue>> waiting = new HashMap<>();

    @Override
    public void tell(AgentId agent, SessionId session, String text) {
        var notice =
                JsonObject.with("session", session.value()).and("text", text).build();
        lock.lock();
        try {
            var ofAgent = waiting.computeIfAbsent(agent, _ -> new ArrayDeque<>());
            ofAgent.addLast(notice);
            if (ofAgent.size() > LIMIT) ofAgent.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Hands out what waits, oldest first. */
    JsonArray take(AgentId agent) {
        lock.lock();
        try {
            var ofAgent = waiting.get(agent);
            if (ofAgent == null) return JsonArray.EMPTY;
            List<JsonValue> taken = new ArrayList<>();
            while (taken.size() < TAKEN_AT_ONCE && !ofAgent.isEmpty()) taken.add(ofAgent.removeFirst());
            if (ofAgent.isEmpty()) waiting.remove(agent);
            return new JsonArray(taken);
        } finally {
            lock.unlock();
        }
    }
}
