package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.session.Instruction;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.session.Speaker;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The running sessions, in memory and bounded: beyond {@value #LIMIT} the one unused longest is forgotten. A session that is
 * not here counts as one that has read untrusted content, unless its start was reported.
 */
public final class Sessions {
    static final int LIMIT = 10_000;

    private record Key(AgentId agent, SessionId session) {}

    private final Predicate<String> person;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<Key, Session> sessions = new LinkedHashMap<>(64, 0.75f, true);

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
            return sessions.getOrDefault(new Key(agent, id), Session.unknown(id));
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

    private void put(AgentId agent, SessionId id, Session otherwise, UnaryOperator<Session> change) {
        lock.lock();
        try {
            var key = new Key(agent, id);
            sessions.put(key, change.apply(sessions.getOrDefault(key, otherwise)));
            if (sessions.size() > LIMIT) sessions.pollFirstEntry();
        } finally {
            lock.unlock();
        }
    }
}
