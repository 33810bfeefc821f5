package dev.bailiwick.connector.siem;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Precautions;
import dev.bailiwick.procedure.sink.Forwarding;
import dev.bailiwick.procedure.sink.Positions;
import dev.bailiwick.procedure.sink.Standing;
import dev.bailiwick.procedure.testing.MemoryAuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** A log and the way from it to one receiver. */
final class Route implements AutoCloseable {
    static final AgentId AGENT = new AgentId("desk");

    final MemoryAuditLog log = new MemoryAuditLog(InstantSource.system());
    final Precautions precautions = new Precautions();
    final AtomicReference<Optional<String>> checkpoint = new AtomicReference<>(Optional.empty());
    final Map<String, Positions.Position> kept = new ConcurrentHashMap<>();
    private final SinkSettings settings;
    private Forwarding forwarding;

    Route(SinkSettings settings) {
        this.settings = settings;
        forwarding = forwarding();
    }

    private Forwarding forwarding() {
        var positions = new Positions() {
            @Override
            public Optional<Position> load(String sink) {
                return Optional.ofNullable(kept.get(sink));
            }

            @Override
            public void keep(String sink, Position position) {
                kept.put(sink, position);
            }
        };
        var made = new Forwarding(new Forwarding.House(
                log,
                positions,
                checkpoint::get,
                new Alerts(new MemoryAuditLog(InstantSource.system()), InstantSource.system()),
                precautions,
                () -> "security",
                InstantSource.system()));
        made.add(settings, Sinks.open(settings));
        return made;
    }

    /** As when Bailiwick itself stops and starts again. */
    void restart() {
        forwarding.close();
        forwarding = forwarding();
    }

    void append(int count) {
        for (int i = 0; i < count; i++) append("number " + log.size() + " \u00e4\u20ac");
    }

    void append(String text) {
        var body = JsonObject.with("what", "prompt").and("text", text).build();
        log.append(Event.of(Event.Kind.REPORTED, new Actor.Machine(AGENT), AGENT, body));
    }

    Standing standing() {
        return forwarding.standings().getFirst();
    }

    void awaitSent() {
        await(() -> standing().lag() == 0);
    }

    /** Reached within a minute, or the test fails. */
    static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("not within a minute");
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    boolean stops(Tier tier) {
        return precautions
                .against(new dev.bailiwick.core.value.AgentId("desk"), tier)
                .isPresent();
    }

    static SinkSettings settings(SinkSettings.Type type, String to, SinkSettings.TrustFiles files) {
        return settings(type, to, files, SinkSettings.Filter.ALL, Duration.ofMinutes(15));
    }

    static SinkSettings settings(
            SinkSettings.Type type,
            String to,
            SinkSettings.TrustFiles files,
            SinkSettings.Filter filter,
            Duration limit) {
        return new SinkSettings(
                "siem",
                type,
                SinkSettings.Form.OCSF,
                to,
                files,
                filter,
                limit,
                SinkSettings.OnFailure.STOP_TIER_3,
                7 << 10);
    }

    Instant since() {
        return standing().failing().orElseThrow();
    }

    @Override
    public void close() {
        forwarding.close();
    }
}
