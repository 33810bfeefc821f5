package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.signin.SignIns;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link SignIns} that forget. */
public final class MemorySignIns implements SignIns {
    private final Map<Digest, Link> links = new HashMap<>();
    private final Map<Digest, ConsoleSession> sessions = new HashMap<>();

    @Override
    public synchronized void offer(Link link) {
        if (links.putIfAbsent(link.secret(), link) != null) {
            throw new IllegalArgumentException("this link was offered already");
        }
    }

    @Override
    public synchronized Optional<ConsoleSession> redeem(Digest link, Digest session, Instant now, Instant expires) {
        var offered = links.get(link);
        if (offered == null || !now.isBefore(offered.expires())) return Optional.empty();
        var opened = new ConsoleSession(session, offered.person(), now, expires);
        if (sessions.putIfAbsent(session, opened) != null) {
            throw new IllegalArgumentException("this session was opened already");
        }
        links.remove(link);
        return Optional.of(opened);
    }

    @Override
    public synchronized void open(ConsoleSession session) {
        if (sessions.putIfAbsent(session.secret(), session) != null)
            throw new IllegalArgumentException("this session was opened already");
    }

    @Override
    public synchronized Optional<ConsoleSession> find(Digest session, Instant now) {
        return Optional.ofNullable(sessions.get(session)).filter(found -> found.openAt(now));
    }

    @Override
    public synchronized List<ConsoleSession> of(PersonId person, Instant now) {
        return sessions.values().stream()
                .filter(session -> session.person().equals(person) && session.openAt(now))
                .sorted(Comparator.comparing(ConsoleSession::opened).reversed())
                .toList();
    }

    @Override
    public synchronized void end(Digest session) {
        sessions.remove(session);
    }

    @Override
    public synchronized void endAll(PersonId person) {
        links.values().removeIf(link -> link.person().equals(person));
        sessions.values().removeIf(session -> session.person().equals(person));
    }

    @Override
    public synchronized void forget(Instant before) {
        links.values().removeIf(link -> link.expires().isBefore(before));
        sessions.values().removeIf(session -> session.expires().isBefore(before));
    }
}
