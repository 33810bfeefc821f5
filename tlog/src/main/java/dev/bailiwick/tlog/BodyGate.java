package dev.bailiwick.tlog;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps those who put a body beside the log, until the entry that names it is durable, apart from the one who removes
 * bodies that no entry names any more.
 */
final class BodyGate {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** Removes bodies. */
    interface Removal {
        void run() throws IOException;
    }

    <T> T putting(Supplier<T> append) {
        lock.readLock().lock();
        try {
            return append.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    void removing(Removal removal) throws IOException {
        lock.writeLock().lock();
        try {
            removal.run();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
