package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Entries that wait for a log that is away. So many are kept and no more; what did not fit is counted, and the count
 * becomes an entry of its own.
 */
final class Unwritten {
    /** Each case has six steps, and a step that fails as before is not said again. */
    static final int MOST = 1_000;

    private final AuditLog log;
    private final Queue<Event> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private long lost;

    Unwritten(AuditLog log) {
        this.log = log;
    }

    boolean empty() {
        return locked(() -> waiting.isEmpty() && lost == 0);
    }

    /** Writes it now, or keeps it. */
    void write(Event event) {
        try {
            log.append(event);
        } catch (RuntimeException _) {
            keep(event);
        }
    }

    private void keep(Event event) {
        locked(() -> {
            if (waiting.size() < MOST) return waiting.add(event);
            lost++;
            return false;
        });
    }

    /**
     * Writes what waits, as far as the log takes it.
     *
     * @return how many were not kept; that is told once
     */
    long writeAgain() {
        int waited = locked(waiting::size);
        for (int left = waited; left > 0; left--) next().ifPresent(this::write);
        return locked(() -> waiting.isEmpty()) ? told() : 0;
    }

    private Optional<Event> next() {
        return locked(() -> Optional.ofNullable(waiting.poll()));
    }

    private long told() {
        long count = locked(() -> lost);
        if (count == 0) return 0;
        var body = JsonObject.with("what", "entries-not-kept").and("count", count);
        try {
            log.append(Event.of(Event.Kind.INCIDENT, new Actor.House(), body.build()));
        } catch (RuntimeException _) {
            return 0;
        }
        locked(() -> lost -= count);
        return count;
    }

    private <T> T locked(java.util.function.Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }
}
