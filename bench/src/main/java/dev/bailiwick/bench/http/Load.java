package dev.bailiwick.bench.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** Requests over connections that stay open, and how long each answer took. */
public final class Load {
    private Load() {}

    /** What was measured, sorted. */
    public static final class Figures {
        private final long[] nanos;

        private Figures(long[] nanos) {
            this.nanos = nanos;
        }

        public long count() {
            return nanos.length;
        }

        public double millis(double quantile) {
            int index = (int) Math.min(nanos.length - 1, Math.round(nanos.length * quantile));
            return nanos[index] / 1e6;
        }
    }

    /** When a connection sends, in {@link System#nanoTime}. */
    private interface Pace {
        /** When the next request is due, given that the last answer came at {@code now}. */
        long next(long now) throws InterruptedException;
    }

    /** A closed loop: every connection sends its next request when the answer to the last one is there. */
    public static Figures closed(URI base, Request request, int connections, Duration time)
            throws IOException, InterruptedException {
        return run(base, request, connections, time, _ -> now -> now);
    }

    /**
     * An open loop: requests are due at a fixed rate, whatever became of those before. An answer's time counts from when its request was
     * due, so that a server that stops for a while is not spared the requests it kept from being sent.
     */
    public static Figures paced(URI base, Request request, int connections, int perSecond, Duration time)
            throws IOException, InterruptedException {
        long every = TimeUnit.SECONDS.toNanos(1) * connections / perSecond;
        return run(base, request, connections, time, first -> beat(first, every));
    }

    private static Pace beat(long first, long every) {
        return new Pace() {
            private long due = first + ThreadLocalRandom.current().nextLong(every) - every;

            @Override
            public long next(long now) throws InterruptedException {
                due += every;
                TimeUnit.NANOSECONDS.sleep(due - now);
                return due;
            }
        };
    }

    private static Figures run(URI base, Request request, int connections, Duration time, LongFunction<Pace> pace)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<Callable<long[]>> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(() -> client(base, request, end, pace.apply(System.nanoTime())));
        }
        try (var threads = Executors.newFixedThreadPool(connections)) {
            List<long[]> all = new ArrayList<>();
            for (var one : threads.invokeAll(clients)) all.add(one.get());
            long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Figures(nanos);
        } catch (ExecutionException e) {
            throw new IOException("a client failed", e.getCause());
        }
    }

    private static long[] client(URI base, Request request, long end, Pace pace)
            throws IOException, InterruptedException {
        long[] nanos = new long[1 << 16];
        int count = 0;
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 8192);
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                long due = pace.next(now);
                socket.getOutputStream().write(request.bytes());
                requireExpected(answer(in), request);
                if (count == nanos.length) nanos = Arrays.copyOf(nanos, count * 2);
                nanos[count++] = System.nanoTime() - due;
            }
        }
        return Arrays.copyOf(nanos, count);
    }

    private static void requireExpected(String answer, Request request) throws IOException {
        if (!answer.contains(request.expected())) throw new IOException("an answer that is none: " + answer);
    }

    private static String answer(InputStream in) throws IOException {
        var answer = Answer.read(in);
        if (!answer.status().contains(" 200")) throw new IOException(answer.status() + ": " + answer.body());
        return answer.body();
    }
}
