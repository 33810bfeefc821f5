package dev.bailiwick.bench.serve;

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
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** One agent's decisions while the log is long, its receiver is away and another agent floods. */
final class LongLog {
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bailiwick.bench.seconds", 10));
    private static final int WRITERS = 2_000;
    private static final int CALM_PER_SECOND = 50;
    private static final int FLOOD_PER_SECOND = 1_000;
    private static final int FLOOD_CONNECTIONS = 16;

    private LongLog() {}

    static void run(Path folder, long entries) throws IOException, InterruptedException, ExecutionException {
        fill(folder.resolve("data/log"), entries);
        try (var serving = Serving.start(folder, away())) {
            System.out.printf(
                    Locale.ROOT,
                    "first page with %,d entries after, ms: %d%n",
                    entries,
                    serving.firstPage().toMillis());
            measure(serving);
        }
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

    private static void fill(Path log, long entries) {
        var event = Event.of(
                Event.Kind.HOUSE,
                new Actor.House(),
                new AgentId("calm"),
                JsonObject.with("what", "filled").and("text", "x".repeat(430)).build());
        append(log, event, entries);
        try (var open = FileAuditLog.open(log, InstantSource.system())) {
            // as a log that grew in a house has it: a start reads the last stretch and not all of it
            ControlLog.over(open).keepSnapshotNow(InstantSource.system().instant());
        }
    }

    private static void append(Path log, Event event, long entries) {
        try (var open = FileAuditLog.open(log, InstantSource.system());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                threads.execute(() -> {
                    for (long n = 0; n < entries / WRITERS; n++) open.append(event);
                });
            }
        }
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
