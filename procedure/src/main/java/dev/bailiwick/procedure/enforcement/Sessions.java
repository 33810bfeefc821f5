package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.catalog.Tool;
import dev.bailiwick.core.session.Instruction;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.session.Speaker;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The running sessions, in memory and bounded: beyond {@value #LIMIT} the one unused longest is forgotten. A session that is
 * not here counts as one that has read untrusted content, unless its start was reported.
 */
public final class Sessions {
    static final int LIMIT = 10_000;
    private static final SessionId DESCRIBED = new SessionId("described");

    private record Key(AgentId agent, SessionId session) {}

    private final Predicate<String> person;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<Key, Session> sessions = new LinkedHashMap<>(64, 0.75f, true);
    /** A session of each agent that has only heard of its tools. */
    private final Map<AgentId, Session> described = new HashMap<>();

    /** Every owner is a person: for a house without a register. */
    public Sessions() {
        this(_ -> true);
    }

    /** @param person whether a {@code channel:sender} is an active person of the register */
    public Sessions(Predicate<String> person) {
        this.person = person;
    }

    public Session of(AgentId agent, SessionId id) {
        lock.lock();
        try {
            var known = sessions.get(new Key(agent, id));
            return known != null ? known : withTools(agent, Session.unknown(id));
        } finally {
            lock.unlock();
        }
    }

    /** Its first moment was reported. */
    public void started(AgentId agent, SessionId id) {
        put(agent, id, Session.fresh(id), session -> session);
    }

    /** Somebody wrote to the agent: a person only if the runtime says owner and the register knows them, else a stranger. */
    void heard(AgentId agent, SessionId id, String sender, boolean owner, String text) {
        var speaker = owner && person.test(sender) ? Speaker.PERSON : Speaker.STRANGER;
        change(agent, id, session -> session.heard(speaker, text));
    }

    /** A run made another one. */
    void delegated(AgentId agent, SessionId parent, SessionId child) {
        var from = of(agent, parent).delegated(child, "");
        // what the child had read before is not forgotten, whatever the runtime says about its beginning
        put(agent, child, from, known -> known.readUntrusted() ? from.tainted() : from);
    }

    public void change(AgentId agent, SessionId id, UnaryOperator<Session> change) {
        put(agent, id, Session.unknown(id), change);
    }

    /**
     * Uses a person's words for the one action they allow, or answers false when another call was faster: then they allow
     * nothing any more.
     */
    public boolean spend(AgentId agent, SessionId id, Instruction words) {
        lock.lock();
        try {
            var session = of(agent, id);
            if (session.past().spent().contains(words.id())) return false;
            sessions.put(new Key(agent, id), session.spent(words));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What the model was last told of this agent's tools; a tool told of otherwise before is believed in neither. */
    void offered(AgentId agent, List<Tool> now) {
        lock.lock();
        try {
            var before = described.getOrDefault(agent, Session.fresh(DESCRIBED));
            var after = before.offered(now);
            if (after.equals(before)) return;
            described.put(agent, after);
            sessions.replaceAll((key, session) -> key.agent().equals(agent) ? session.offered(now) : session);
        } finally {
            lock.unlock();
        }
    }

    private Session withTools(AgentId agent, Session session) {
        var known = described.get(agent);
        return known == null
                ? session
                : session.offered(List.copyOf(known.past().tools().values()));
    }

    /** What takes time to read is read outside the lock; who was overtaken in it reads again. */
    private void put(AgentId agent, SessionId id, Session otherwise, UnaryOperator<Session> change) {
        var key = new Key(agent, id);
        Session before;
        Session after;
        do {
            before = begun(key, otherwise);
            after = change.apply(before);
        } while (!replaced(key, before, after));
    }

    private Session begun(Key key, Session otherwise) {
        lock.lock();
        try {
            return sessions.computeIfAbsent(key, _ -> withTools(key.agent(), otherwise));
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("ReferenceEquality") // an equal session that is another one was put there meanwhile
    private boolean replaced(Key key, Session before, Session after) {
        lock.lock();
        try {
            if (sessions.get(key) != before) return false;
            sessions.put(key, after);
            if (sessions.size() > LIMIT) sessions.pollFirstEntry();
            return true;
        } finally {
            lock.unlock();
        }
    }
}
