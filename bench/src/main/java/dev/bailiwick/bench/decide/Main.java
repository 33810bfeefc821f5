package dev.bailiwick.bench.decide;

import dev.bailiwick.bench.http.Load;
import dev.bailiwick.bench.http.Program;
import dev.bailiwick.bench.http.Request;
import dev.bailiwick.bench.http.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** HTTP decisions with a durable log at 1, 16 and 64 connections, beside fdatasync and nginx. */
final class Main {
    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bailiwick.bench.warmup", 8));
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bailiwick.bench.seconds", 10));

    /** A rate to hold, requests per second. */
    private static final int STEADY = 5_000;

    private Main() {}

    private static final int ROUNDS = 5;
    private static final int MANY = 64;

    /**
     * {@code [URL CREDENTIAL-FILE PID]}: measures a server that runs; without them starts one of its own. {@code share}: only its rate
     * beside that of the same server with a log that keeps nothing.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("bailiwick-bench-decide");
        if (arguments.length == 1 && arguments[0].equals("share")) {
            share(folder);
            return;
        }
        System.out.printf(Locale.ROOT, "fdatasync of 4 KiB: %s%n", DiskSync.measure(folder));
        try (var nginx = StaticAnswer.served(folder)) {
            table("nginx, a static file", nginx.base(), StaticAnswer.REQUEST, nginx.pid());
        }
        if (arguments.length == 3) {
            decide(URI.create(arguments[0]), Files.readString(Path.of(arguments[1])), Long.parseLong(arguments[2]));
        } else {
            try (var server = start(folder)) {
                decide(URI.create(server.told().get(0)), server.told().get(1), server.pid());
            }
            share(folder);
        }
    }

    private static ServerProcess start(Path folder, String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(DecideServer.class.getName(), folder.toString()));
        words.addAll(List.of(more));
        return ServerProcess.start(folder, words);
    }

    /** The rate with the log as a share of the rate without, in turns. */
    private static void share(Path folder) throws IOException, InterruptedException {
        var logged = Files.createDirectory(folder.resolve("logged"));
        var forgetful = Files.createDirectory(folder.resolve("forgetful"));
        try (var with = start(logged);
                var without = start(forgetful, DecideServer.FORGETFUL)) {
            double[] shares = new double[ROUNDS];
            rate(with, WARM_UP);
            rate(without, WARM_UP);
            for (int i = 0; i < ROUNDS; i++) shares[i] = rate(with, MEASURED) / rate(without, MEASURED);
            Arrays.sort(shares);
            System.out.printf(
                    Locale.ROOT,
                    "%d connections, the log's rate as a share of the rate without: %.0f %% (%.0f to %.0f in %d turns)%n",
                    MANY,
                    100 * shares[ROUNDS / 2],
                    100 * shares[0],
                    100 * shares[ROUNDS - 1],
                    ROUNDS);
        }
    }

    private static double rate(ServerProcess server, Duration time) throws IOException, InterruptedException {
        var base = URI.create(server.told().get(0));
        var figures = Load.closed(base, Request.decide(server.told().get(1).strip()), MANY, time);
        return figures.count() / (double) time.toSeconds();
    }

    private static void decide(URI base, String credential, long pid) throws IOException, InterruptedException {
        var request = Request.decide(credential.strip());
        table("decide, T1, permitted", base, request, pid);
        var steady = Load.paced(base, request, 64, STEADY, MEASURED);
        System.out.printf(
                Locale.ROOT,
                "64 connections, %,d due per second: p50 %.3f ms, p99 %.3f ms, %,.0f answered per second%n",
                STEADY,
                steady.millis(0.50),
                steady.millis(0.99),
                steady.count() / (double) MEASURED.toSeconds());
        System.out.printf(Locale.ROOT, "resident memory of the server: %d MiB%n", Program.residentMebibytes(pid));
    }

    private static void table(String what, URI base, Request request, long pid)
            throws IOException, InterruptedException {
        System.out.printf(Locale.ROOT, "%n%s%n", what);
        System.out.println("connections      p50 ms      p99 ms   per second   CPU us per request");
        for (int connections : CONNECTIONS) {
            Load.closed(base, request, connections, WARM_UP);
            var before = Program.cpu(pid);
            var figures = Load.closed(base, request, connections, MEASURED);
            var used = Program.cpu(pid).minus(before);
            System.out.printf(
                    Locale.ROOT,
                    "%11d %11.3f %11.3f %12.0f %20.1f%n",
                    connections,
                    figures.millis(0.50),
                    figures.millis(0.99),
                    figures.count() / (double) MEASURED.toSeconds(),
                    used.toNanos() / 1_000.0 / figures.count());
        }
    }
}
