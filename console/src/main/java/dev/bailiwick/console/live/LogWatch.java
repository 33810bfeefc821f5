package dev.bailiwick.console.live;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Follows the log for everybody who watches: one reader, however many pages are open. */
public final class LogWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LogWatch.class.getName());
    private static final Duration BEAT = Duration.ofMillis(200);

    /** Further behind than this nobody reads up: everything counts as new. */
    private static final long MANY = 2_000;

    /** The log has grown to this size; entries of these kinds are new. */
    public record Growth(long size, Set<Event.Kind> kinds) {}

    private final AuditLog log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Event.Kind, Long> newest = new EnumMap<>(Event.Kind.class);
    private long size;
    private int watchers;
    private boolean running;
    private boolean closed;

    public LogWatch(AuditLog log) {
        this.log = log;
    }

    /** Begins to watch; whoever watches must {@link #leave}. */
    long enter() {
        lock.lock();
        try {
            watchers++;
            if (!running && !closed) {
                running = true;
                size = log.size();
                Thread.ofVirtual().name("console-log-watch").start(this::follow);
            }
            return size;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            watchers--;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the log is longer than this, at most so long; without kinds when it is not. */
    Growth await(long seen, Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        lock.lockInterruptibly();
        try {
            while (size <= seen && !closed && left > 0) left = changed.awaitNanos(left);
            var kinds = EnumSet.noneOf(Event.Kind.class);
            newest.forEach((kind, sequence) -> {
                if (sequence >= seen) kinds.add(kind);
            });
            return new Growth(size, size > seen ? kinds : Set.of());
        } finally {
            lock.unlock();
        }
    }

    public boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends every stream at once. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        while (look()) {
            try {
                TimeUnit.NANOSECONDS.sleep(BEAT.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One look at the log; false when nobody watches any more. */
    private boolean look() {
        long from;
        lock.lock();
        try {
            if (closed || watchers == 0) {
                running = false;
                return false;
            }
            from = size;
        } finally {
            lock.unlock();
        }
        try {
            long now = log.size();
            if (now > from) announce(now, kinds(from, now));
        } catch (RuntimeException e) {
            // the next look tries again; pages that fetch their part meanwhile meet the same failure and say so
            LOG.log(System.Logger.Level.WARNING, "the log could not be followed", e);
        }
        return true;
    }

    private Map<Event.Kind, Long> kinds(long from, long to) {
        var kinds = new EnumMap<Event.Kind, Long>(Event.Kind.class);
        if (to - from > MANY) {
            for (var kind : Event.Kind.values()) kinds.put(kind, to - 1);
            return kinds;
        }
        log.read(from, entry -> {
            if (entry.sequence() < to) kinds.put(entry.kind(), entry.sequence());
            return entry.sequence() < to - 1;
        });
        return kinds;
    }

    private void announce(long now, Map<Event.Kind, Long> kinds) {
        lock.lock();
        try {
            size = now;
            newest.putAll(kinds);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
