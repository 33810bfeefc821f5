package dev.bailiwick.gateway.http;

import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a caller who waits is still there. A server hears of a closed connection only when it reads or writes,
 * so an answer that is silent for a while sends a beat: bytes that mean nothing in its format (a space before JSON, a comment
 * in an event stream). An approval is then not spent on a call that nobody is waiting to make, and a model is not asked to
 * go on talking to nobody.
 */
public final class Pulse implements AutoCloseable {
    private final long everyNanos;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final Thread ticker;

    public Pulse(Duration every) {
        everyNanos = every.toNanos();
        ticker = Thread.ofVirtual().name("gateway-pulse").unstarted(this::tick);
    }

    /** From now on silent lines beat. */
    public void start() {
        ticker.start();
    }

    @Override
    public void close() {
        ticker.interrupt();
    }

    /** What a line does when its caller turns out to be gone. */
    @FunctionalInterface
    public interface Gone {
        void run() throws IOException;
    }

    /** An answer that may be long in coming. Its status and headers are set; nothing was sent. */
    public Line line(ServerResponse response, String beat, Gone gone) {
        var line = new Line(response, beat.getBytes(java.nio.charset.StandardCharsets.US_ASCII), gone);
        lines.add(line);
        return line;
    }

    private void tick() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(Math.max(1, everyNanos / 2));
                long now = System.nanoTime();
                for (Line line : lines) {
                    // a thread each: one caller who does not read must not keep the others from being found
                    if (line.silent(now))
                        Thread.ofVirtual().name("gateway-beat").start(line::beat);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** One answer. The handling writes; the pulse beats in between. */
    public final class Line implements AutoCloseable {
        private final ReentrantLock lock = new ReentrantLock();
        private final ServerResponse response;
        private final byte[] beat;
        private final Gone whenGone;
        private volatile long last = System.nanoTime();
        private volatile boolean gone;
        private volatile boolean betweenEvents = true;
        /** Helidon hands out a response's stream once; from then on the status can no longer change. */
        private @Nullable OutputStream out;

        private Line(ServerResponse response, byte[] beat, Gone whenGone) {
            this.response = response;
            this.beat = beat;
            this.whenGone = whenGone;
        }

        /** Whether the caller was there the last time we knew. */
        public boolean open() {
            return !gone;
        }

        /**
         * Sends one part at once.
         *
         * @param complete whether a beat may follow it, because no event is half sent
         */
        public void write(byte[] bytes, int length, boolean complete) throws IOException {
            lock.lock();
            try {
                betweenEvents = complete;
                push(bytes, length);
            } finally {
                lock.unlock();
            }
        }

        /** Sends the whole answer, or what is left of it after the beats. */
        public void finish(byte[] bytes) throws IOException {
            lines.remove(this);
            lock.lock();
            try {
                var begun = out;
                if (begun == null) {
                    response.send(bytes);
                } else {
                    // a chunk without bytes would be the end of the answer
                    if (bytes.length > 0) begun.write(bytes);
                    begun.close();
                }
            } finally {
                lock.unlock();
            }
        }

        private void push(byte[] bytes, int length) throws IOException {
            last = System.nanoTime();
            OutputStream stream = out == null ? response.outputStream() : out;
            out = stream;
            stream.write(bytes, 0, length);
            stream.flush();
        }

        private boolean silent(long now) {
            return !gone && betweenEvents && now - last >= everyNanos && !lock.isLocked();
        }

        private void beat() {
            if (!lock.tryLock()) return;
            try {
                if (silentlyWaiting()) push(beat, beat.length);
            } catch (IOException | RuntimeException e) {
                hangUp();
            } finally {
                lock.unlock();
            }
        }

        private boolean silentlyWaiting() {
            return lines.contains(this) && betweenEvents && System.nanoTime() - last >= everyNanos;
        }

        private void hangUp() {
            gone = true;
            lines.remove(this);
            try {
                whenGone.run();
            } catch (IOException e) {
                // there was nothing left to close
            }
        }

        @Override
        public void close() {
            lines.remove(this);
        }
    }
}
