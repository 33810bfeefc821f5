package dev.bailiwick.tlog;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** That the log has grown, told by the writer to the one who signs, who rests between two checkpoints. */
final class Growth {
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMillis(100);

    private final ReentrantLock gate = new ReentrantLock();
    private final Condition grown = gate.newCondition();
    private boolean written;
    private boolean closing;

    void announce() {
        gate.lock();
        try {
            written = true;
            grown.signal();
        } finally {
            gate.unlock();
        }
    }

    /** Waits for it; false when nothing comes any more. */
    boolean await() {
        gate.lock();
        try {
            while (!written && !closing) grown.awaitUninterruptibly();
            written = false;
            return !closing;
        } finally {
            gate.unlock();
        }
    }

    void rest() {
        gate.lock();
        try {
            long left = BETWEEN_CHECKPOINTS.toNanos();
            while (left > 0 && !closing) left = grown.awaitNanos(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            gate.unlock();
        }
    }

    void close() {
        gate.lock();
        try {
            closing = true;
            grown.signalAll();
        } finally {
            gate.unlock();
        }
    }
}
