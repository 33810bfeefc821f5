package dev.bailiwick.bench.serve;

import dev.bailiwick.bench.disk.Folder;
import dev.bailiwick.bench.http.Load;
import dev.bailiwick.bench.http.Program;
import dev.bailiwick.bench.http.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** the program as it starts: first page, resident memory, and one agent that floods it beside one that does not */
final class Main {
    private static final int STARTS = 5;
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bailiwick.bench.seconds", 10));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CALM_PER_SECOND = 50;
    private static final int FLOOD_PER_SECOND = 1_000;
    private static final int FLOOD_CONNECTIONS = 16;

    private Main() {}

    /**
     * {@code [log ENTRIES [FOLDER]]}: with it, decisions over a log of so many entries whose receiver is away. A folder that is named
     * is kept, and filled only once.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        if (arguments.length == 2 && arguments[0].equals("log")) {
            longLog(Long.parseLong(arguments[1]));
            return;
        }
        if (arguments.length == 3 && arguments[0].equals("log")) {
            LongLog.run(Files.createDirectories(Path.of(arguments[2])), Long.parseLong(arguments[1]));
            return;
        }
        starts();
        try (var serving = Serving.start(Files.createTempDirectory("bailiwick-bench-serve"))) {
            serving.firstPage();
            flood(serving);
        }
    }

    /** On the disk the tree lies on: the log may be large. */
    private static void longLog(long entries) throws IOException, InterruptedException, ExecutionException {
        var folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-serve-");
        try {
            LongLog.run(folder, entries);
        } finally {
            Folder.delete(folder);
        }
    }

    private static void starts() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("bailiwick-bench-serve");
        long[] millis = new long[STARTS];
        long[] resident = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            try (var serving = Serving.start(folder)) {
                millis[i] = serving.firstPage().toMillis();
                resident[i] = Program.residentMebibytes(serving.pid());
            }
        }
        System.out.println("first page after, ms:          " + spread(millis));
        System.out.println("resident then, MiB:            " + spread(resident));
    }

    private static String spread(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[0] + " / " + sorted[sorted.length / 2] + " / " + sorted[sorted.length - 1]
                + " (least, median, most of " + sorted.length + ")";
    }

    private static void flood(Serving serving) throws IOException, InterruptedException, ExecutionException {
        var agents = serving.address("agents");
        var calm = Request.decide(serving.connect("calm"));
        var loud = Request.decide(serving.connect("loud")).whatever();
        Load.closed(agents, calm, 4, MEASURED);
        var quiet = Load.paced(agents, calm, 1, CALM_PER_SECOND, MEASURED);
        print("alone", quiet);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var flood = threads.submit(
                    () -> Load.paced(agents, loud, FLOOD_CONNECTIONS, FLOOD_PER_SECOND, MEASURED.multipliedBy(2)));
            var beside = Load.paced(agents, calm, 1, CALM_PER_SECOND, MEASURED);
            print("beside the flood", beside);
            System.out.printf(
                    Locale.ROOT, "p99 beside / alone:            %.1f%n", beside.millis(0.99) / quiet.millis(0.99));
            System.out.printf(Locale.ROOT, "freeze holds after, ms:        %d%n", frozenAfter(serving, agents, loud));
            print("the flood itself", flood.get());
        }
        System.out.printf(Locale.ROOT, "resident after it, MiB:        %d%n", Program.residentMebibytes(serving.pid()));
    }

    private static long frozenAfter(Serving serving, URI agents, Request loud) throws IOException {
        long start = System.nanoTime();
        serving.freeze("loud");
        while (!loud.ask(agents).body().contains("\"answer\":\"refusal\"")) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) throw new IOException("the freeze does not hold");
        }
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static void print(String what, Load.Figures figures) {
        System.out.printf(
                Locale.ROOT,
                "%-30s p50 %.2f ms, p99 %.2f ms, %d answers%n",
                what + ":",
                figures.millis(0.50),
                figures.millis(0.99),
                figures.count());
    }
}
