package dev.bailiwick.bench.serve;

import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.bench.http.Load;
import dev.bailiwick.bench.http.Program;
import dev.bailiwick.bench.http.Request;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.tlog.FileAuditLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** One agent's decisions while the log is long, its receiver is away and another agent floods. */
final class LongLog {
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bailiwick.bench.seconds", 10));
    private static final int WRITERS = 2_000;
    private static final Duration KEPT = Duration.ofDays(395);
    private static final int CALM_PER_SECOND = 50;
    private static final int FLOOD_PER_SECOND = 1_000;
    private static final int FLOOD_CONNECTIONS = 16;

    private LongLog() {}

    /** Fills a log, unless the folder has one, lets the program index it, and measures the next start. */
    static void run(Path folder, long entries) throws IOException, InterruptedException, ExecutionException {
        if (!Files.isDirectory(folder.resolve("data"))) {
            new DataFolder(folder.resolve("data")).make();
            fill(folder.resolve("data/log"), entries);
        }
        try (var serving = Serving.start(folder, away())) {
            serving.firstPage();
            settle(serving, entries);
        }
        try (var serving = Serving.start(folder, away())) {
            System.out.printf(
                    Locale.ROOT,
                    "first page with %,d entries after, ms: %d%n",
                    entries,
                    serving.firstPage().toMillis());
            measure(serving);
        }
    }

    /** Until the index has followed the log. */
    private static void settle(Serving serving, long entries) throws InterruptedException {
        long found = 0;
        while (found < entries) {
            found = serving.newestFound();
            System.out.printf(Locale.ROOT, "\r%,d of %,d entries indexed", found, entries);
            TimeUnit.SECONDS.sleep(1);
        }
        System.out.println();
    }

    /** A receiver that does not listen; agents go on. */
    private static String away() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return """
                sinks:
                  - {name: siem, type: syslog-tcp, to: "127.0.0.1:%d", form: ocsf, onFailure: go-on}
                """.formatted(free.getLocalPort());
        }
    }

    /** Over thirteen months, as a log that grew in a house has it. */
    private static void fill(Path log, long entries) throws IOException, InterruptedException {
        var written = new LongAdder();
        var began = Instant.now().minus(KEPT);
        InstantSource clock = () -> began.plus(KEPT.multipliedBy(written.sum()).dividedBy(entries));
        try (var open = FileAuditLog.open(log, clock)) {
            append(open, entries, written);
            while (segments(log.resolve("entries")) > segments(log.resolve("contents")) + 1) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
        try (var open = FileAuditLog.open(log, InstantSource.system())) {
            // a start reads the last stretch and not all of it
            ControlLog.over(open).keepSnapshotNow(InstantSource.system().instant());
        }
    }

    private static void append(FileAuditLog log, long entries, LongAdder written) {
        var agent = new AgentId("calm");
        var body = JsonObject.with("verdict", "permit")
                .and("text", "x".repeat(430))
                .build();
        var event = Event.of(Event.Kind.DECISION, new Actor.Machine(agent), agent, body);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                threads.execute(() -> {
                    for (long n = 0; n < entries / WRITERS; n++) {
                        log.append(event);
                        written.increment();
                    }
                });
            }
        }
    }

    private static int segments(Path folder) {
        var names = folder.toFile().list();
        return names == null ? 0 : names.length;
    }

    private static void measure(Serving serving) throws IOException, InterruptedException, ExecutionException {
        var agents = serving.address("agents");
        var calm = Request.decide(serving.connect("calm"));
        var loud = Request.decide(serving.connect("loud")).whatever();
        Load.closed(agents, calm, 4, MEASURED);
        print("alone, receiver away:", Load.paced(agents, calm, 1, CALM_PER_SECOND, MEASURED));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var flood = threads.submit(
                    () -> Load.paced(agents, loud, FLOOD_CONNECTIONS, FLOOD_PER_SECOND, MEASURED.plusSeconds(2)));
            print("beside the flood, receiver away:", Load.paced(agents, calm, 1, CALM_PER_SECOND, MEASURED));
            print("the flood itself:", flood.get());
        }
        System.out.printf(Locale.ROOT, "resident, MiB: %d%n", Program.residentMebibytes(serving.pid()));
        System.out.println("the receiver: " + serving.sinks().text());
    }

    private static void print(String what, Load.Figures figures) {
        System.out.printf(
                Locale.ROOT,
                "%-34s p50 %.2f ms, p99 %.2f ms, %d answers%n",
                what,
                figures.millis(0.50),
                figures.millis(0.99),
                figures.count());
    }
}
