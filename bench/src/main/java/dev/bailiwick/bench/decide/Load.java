package dev.bailiwick.bench.decide;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** A closed loop: every connection sends its next request when the answer to the last one is there. */
final class Load {
    private Load() {}

    /** What was measured, sorted. */
    static final class Figures {
        private final long[] nanos;

        private Figures(long[] nanos) {
            this.nanos = nanos;
        }

        long count() {
            return nanos.length;
        }

        double millis(double quantile) {
            int index = (int) Math.min(nanos.length - 1, Math.round(nanos.length * quantile));
            return nanos[index] / 1e6;
        }
    }

    static Figures run(URI base, Request request, int connections, Duration time)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<Callable<long[]>> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) clients.add(() -> client(base, request, end));
        try (var threads = Executors.newFixedThreadPool(connections)) {
            List<long[]> all = new ArrayList<>();
            for (var one : threads.invokeAll(clients)) all.add(one.get());
            long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Figures(nanos);
        } catch (ExecutionException e) {
            throw new IOException("a client failed", e.getCause());
        }
    }

    private static long[] client(URI base, Request request, long end) throws IOException {
        long[] nanos = new long[1 << 16];
        int count = 0;
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 8192);
            for (long now = System.nanoTime(); now < end; ) {
                socket.getOutputStream().write(request.bytes());
                requireExpected(answer(in), request);
                long then = System.nanoTime();
                if (count == nanos.length) nanos = Arrays.copyOf(nanos, count * 2);
                nanos[count] = then - now;
                count++;
                now = then;
            }
        }
        return Arrays.copyOf(nanos, count);
    }

    private static void requireExpected(String answer, Request request) throws IOException {
        if (!answer.contains(request.expected())) throw new IOException("an answer that is none: " + answer);
    }

    /** The body of a 200 with a length, which is all the measured servers send. */
    private static String answer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:"))
                length = Integer.parseInt(lower.substring(15).strip());
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!status.contains(" 200")) throw new IOException(status + ": " + body);
        return body;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new EOFException("the server hung up");
            if (next != '\r') line.append((char) next);
        }
        return line.toString();
    }
}
