package dev.bailiwick.bench.console;

import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.bench.http.Request;
import dev.bailiwick.bench.serve.Serving;
import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.approval.StoredApprovals;
import dev.bailiwick.tlog.FileAuditLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Requests for approval that wait in a store: one that an agent made, and copies of it. */
final class Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Waiting() {}

    /** Lets an agent ask, and fills the stopped program's store and log with so many like it; a tenth more was withdrawn. */
    static void fill(Path folder, int pending) throws IOException, InterruptedException {
        var data = new DataFolder(folder.resolve("data"));
        try (var serving = Serving.start(folder)) {
            serving.firstPage();
            askOnce(serving);
        }
        try (var database = Database.sqlite(data.path())) {
            var approvals = new StoredApprovals(database);
            var model = approvals.in(EnumSet.allOf(State.class), 1, 0).getFirst();
            var copies =
                    IntStream.range(1, pending).mapToObj(i -> copy(model, i)).toList();
            record(data.log(), copies);
            for (var task : copies) approvals.openOrJoin(task);
            for (int i = 1; i <= pending / 10; i++) withdrawn(approvals, copy(model, -i));
        }
    }

    private static void withdrawn(StoredApprovals approvals, ApprovalTask task) {
        approvals.openOrJoin(task);
        approvals.replace(task.withdrawn());
    }

    /** As the program records them: what is in the store alone is nobody's request, and would be closed at the next start. */
    private static void record(Path folder, List<ApprovalTask> tasks) {
        try (var files = FileAuditLog.open(folder, InstantSource.system())) {
            var log = ControlLog.over(files);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var task : tasks) threads.execute(() -> log.append(opened(task)));
            }
            log.keepSnapshotNow(InstantSource.system().instant());
        }
    }

    private static Event opened(ApprovalTask task) {
        var body =
                JsonObject.with("task", task.id().value()).and("what", "opened").build();
        return Event.of(
                Event.Kind.APPROVAL, new Actor.Machine(task.agent()), task.agent(), Binding.in(body, Binding.of(task)));
    }

    /** Asks; nobody answers, so the program's end is what ends the waiting. */
    private static void askOnce(Serving serving) throws IOException, InterruptedException {
        var request = Request.mail(serving.connect("calm"));
        serving.pilot("calm");
        var agents = serving.address("agents");
        var answer = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(request.ask(agents).body());
            } catch (IOException e) {
                answer.complete(e.getMessage());
            }
        });
        long start = System.nanoTime();
        while (!serving.waits()) {
            if (answer.isDone() || System.nanoTime() - start > PATIENCE.toNanos())
                throw new IOException("no request waits: " + answer.getNow("no answer either"));
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static ApprovalTask copy(ApprovalTask model, int number) {
        var opened = model.opened().plusMillis(number);
        var json = model.json()
                .plus("id", new JsonString(new TaskId("task-%032x".formatted(number & 0xffffffffL)).value()))
                .plus("action", new JsonString(Digest.of("action " + number).hex()))
                .plus("opened", new JsonString(opened.toString()));
        return ApprovalTask.of(json);
    }
}
