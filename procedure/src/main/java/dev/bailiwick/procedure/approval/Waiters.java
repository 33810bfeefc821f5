package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.value.TaskId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The calls that are held open, by task. */
final class Waiters {
    /** A missed signal costs at most this. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final class Bench {
        final Condition changed;
        int waiting;
        long looks;

        Bench(Condition changed) {
            this.changed = changed;
        }

        void lookAgain() {
            looks++;
            changed.signalAll();
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TaskId, Bench> benches = new HashMap<>();

    void await(TaskId id, Duration hold, BooleanSupplier done) {
        long left = hold.toNanos();
        lock.lock();
        try {
            var bench = benches.computeIfAbsent(id, _ -> new Bench(lock.newCondition()));
            bench.waiting++;
            try {
                while (left > 0) {
                    long seen = bench.looks;
                    if (asked(done)) return;
                    if (bench.looks == seen) left -= pause(bench, left);
                }
            } finally {
                if (--bench.waiting == 0) benches.remove(id);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The question goes to the store: not while holding the lock that others need to wake us. */
    private boolean asked(BooleanSupplier done) {
        lock.unlock();
        try {
            return done.getAsBoolean();
        } finally {
            lock.lock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's: it asks again after every wake-up
    private static long pause(Bench bench, long left) {
        long step = Math.min(left, LOOK_NANOS);
        try {
            return step - Math.max(0, bench.changed.awaitNanos(step));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return left; // the house is closing: whoever waits is told that nothing was started
        }
    }

    boolean anybody(TaskId id) {
        lock.lock();
        try {
            return benches.containsKey(id);
        } finally {
            lock.unlock();
        }
    }

    void look(TaskId id) {
        lock.lock();
        try {
            var bench = benches.get(id);
            if (bench != null) bench.lookAgain();
        } finally {
            lock.unlock();
        }
    }

    void lookAll() {
        lock.lock();
        try {
            benches.values().forEach(Bench::lookAgain);
        } finally {
            lock.unlock();
        }
    }
}
