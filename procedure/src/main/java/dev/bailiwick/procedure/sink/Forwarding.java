package dev.bailiwick.procedure.sink;

import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Precautions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends the log to every receiver, each at its own pace on its own thread. One that fails is tried again and again; when it
 * has failed for longer than its limit, what its settings say happens to actions.
 */
public final class Forwarding implements AutoCloseable {
    /** How often the log is looked at for new entries. */
    private static final long LOOK_MILLIS = 200;

    private final House house;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<ScheduledExecutorService> threads = new ArrayList<>();

    /**
     * What forwarding needs of the house.
     *
     * @param checkpoint the log's newest signed checkpoint
     * @param contact whom to ask
     */
    public record House(
            AuditLog log,
            Positions positions,
            Supplier<Optional<String>> checkpoint,
            Alerts alerts,
            Precautions precautions,
            Supplier<String> contact,
            InstantSource clock) {}

    public Forwarding(House house) {
        this.house = house;
    }

    /** Begins to send. A receiver nobody knew before gets the log from its first entry. */
    public void add(SinkSettings settings, Sink sink) {
        var lane = new Lane(settings, sink, house);
        var thread = Executors.newSingleThreadScheduledExecutor();
        var _ = thread.scheduleWithFixedDelay(() -> turn(lane), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        lanes.add(lane);
        threads.add(thread);
    }

    private void turn(Lane lane) {
        try {
            lane.turn();
        } catch (RuntimeException e) {
            lane.failed("the log cannot be read: " + e.getMessage());
        }
        judge(lane);
    }

    /** What a failing receiver means for actions. */
    private void judge(Lane lane) {
        var settings = lane.settings();
        String what = "sink/" + settings.name();
        boolean tooLong = lane.failingFor(settings.limit());
        if (!tooLong || settings.onFailure() == SinkSettings.OnFailure.GO_ON) {
            house.precautions().end(what);
            return;
        }
        var from = settings.onFailure() == SinkSettings.OnFailure.STOP_ALL ? Tier.T1 : Tier.T3;
        var reason = new Reason(
                "audit_sink_failing",
                "the log has not reached \"" + settings.name() + "\" for longer than " + settings.limit(),
                "Stop and wait. Ask " + house.contact().get() + ".");
        house.precautions().stand(what, new Precautions.Precaution(from, reason));
    }

    public List<Standing> standings() {
        return lanes.stream().map(Lane::standing).toList();
    }

    @Override
    public void close() {
        threads.forEach(ScheduledExecutorService::shutdownNow);
        threads.forEach(Forwarding::await);
        lanes.forEach(Lane::close);
    }

    private static void await(ScheduledExecutorService thread) {
        try {
            var _ = thread.awaitTermination(3, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
