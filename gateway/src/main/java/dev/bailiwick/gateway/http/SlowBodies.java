package dev.bailiwick.gateway.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ends requests whose body is too long in coming. Helidon waits for a body as long as its sender likes (its read timeout is not
 * applied to a server's connections), so a deadline of our own interrupts the thread that reads, and nothing but the read.
 */
final class SlowBodies {
    private final long patienceNanos;
    private final Set<Body> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();

    SlowBodies(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    /** The body, which from now on has to arrive in time. */
    InputStream watched(InputStream body) {
        var watched = new Body(body);
        underWay.add(watched);
        if (watching.compareAndSet(false, true))
            Thread.ofVirtual().name("gateway-bodies").start(this::watch);
        return watched;
    }

    /** Lives as long as there is something to watch. */
    private void watch() {
        do {
            LockSupport.parkNanos(patienceNanos / 4);
            long now = System.nanoTime();
            underWay.forEach(body -> body.endIfLate(now));
        } while (!done());
    }

    /** A body that came while we were leaving found us still watching: then we are. */
    private boolean done() {
        if (!underWay.isEmpty()) return false;
        watching.set(false);
        return underWay.isEmpty() || !watching.compareAndSet(false, true);
    }

    private final class Body extends FilterInputStream {
        private final ReentrantLock lock = new ReentrantLock();
        private final Thread reader = Thread.currentThread();
        private final long start = System.nanoTime();
        private boolean reading;
        private boolean late;

        Body(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            reading(true);
            try {
                int read = super.read(into, at, length);
                if (read < 0) underWay.remove(this);
                return read;
            } catch (RuntimeException e) {
                throw new IOException("the body broke off", e);
            } finally {
                reading(false);
            }
        }

        /** Outside a read nothing may be interrupted: what comes after it may be writing the log. */
        private void reading(boolean now) throws IOException {
            lock.lock();
            try {
                reading = now;
                if (!late) return;
                Thread.interrupted();
                underWay.remove(this);
            } finally {
                lock.unlock();
            }
            throw new IOException("the body was too long in coming");
        }

        private void endIfLate(long now) {
            if (now - start < patienceNanos) return;
            lock.lock();
            try {
                late = true;
                if (reading) reader.interrupt();
            } finally {
                lock.unlock();
            }
            underWay.remove(this);
        }

        @Override
        public void close() throws IOException {
            underWay.remove(this);
            super.close();
        }
    }
}
