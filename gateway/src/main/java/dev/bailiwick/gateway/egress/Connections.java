package dev.bailiwick.gateway.egress;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One agent's connections to services. One that served its purpose well is kept for a moment for the same purpose: never for
 * another credential, and another agent has connections of its own. Cutting closes those in use and those kept.
 */
final class Connections implements AutoCloseable {
    private static final int MOST_KEPT = 64;

    /** Less than services keep them for: the fewer surprises. */
    private static final Duration LONGEST_KEPT = Duration.ofSeconds(4);

    private final Upstream upstream;
    private final InstantSource clock;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    /** The one kept last stands first. */
    private final Deque<Connection> kept = new ArrayDeque<>();

    private final ReentrantLock lock = new ReentrantLock();
    private long cuts;

    /** @param lease whose credential goes over it; empty for none */
    record Purpose(Destination to, String lease) {}

    Connections(Upstream upstream, InstantSource clock) {
        this.upstream = upstream;
        this.clock = clock;
    }

    Connection open(Purpose purpose) throws Refused {
        long before = cuts();
        var connection = new Connection(purpose, upstream.connect(purpose.to()), before);
        open.add(connection);
        if (before == cuts()) return connection;
        close(connection);
        throw Refused.denied("egress_closed", "this agent was stopped");
    }

    private long cuts() {
        lock.lock();
        try {
            return cuts;
        } finally {
            lock.unlock();
        }
    }

    /** One that was used for this purpose before. The service may have closed it meanwhile: only a read may find out. */
    Optional<Connection> usedBefore(Purpose purpose) {
        lock.lock();
        try {
            dropOld();
            for (Iterator<Connection> each = kept.iterator(); each.hasNext(); ) {
                var found = each.next();
                if (!found.purpose().equals(purpose)) continue;
                each.remove();
                return Optional.of(found);
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a connection whose last answer ended where it said. */
    void keep(Connection connection) {
        lock.lock();
        try {
            dropOld();
            connection.idleSince(clock.instant());
            if (connection.cuts() == cuts) kept.addFirst(connection);
            else close(connection);
            while (kept.size() > MOST_KEPT) close(kept.removeLast());
        } finally {
            lock.unlock();
        }
    }

    private void dropOld() {
        var oldest = clock.instant().minus(LONGEST_KEPT);
        while (!kept.isEmpty() && kept.getLast().idleSince().isBefore(oldest)) close(kept.removeLast());
    }

    void close(Connection connection) {
        open.remove(connection);
        connection.close();
    }

    /** Closes what is in use and what is kept, at once. */
    void cut() {
        lock.lock();
        try {
            cuts++;
            kept.clear();
        } finally {
            lock.unlock();
        }
        List.copyOf(open).forEach(this::close);
    }

    @Override
    public void close() {
        cut();
    }
}
