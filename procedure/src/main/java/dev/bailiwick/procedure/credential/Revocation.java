package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Lease.State;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Ends every credential of an agent, or of all. The border closes first, in memory: from then on no handle opens anything.
 * Then all backends at once, the furthest-reaching begun first, each with its deadline; nothing stops at the first failure.
 *
 * <p>Ended is only what a probe proved. The rest stays open in the records and is tried again by {@link #retry}, after a
 * restart too, or stands with a person who is told the steps.
 */
public final class Revocation implements AutoCloseable {
    private final Broker broker;
    private final List<Border> borders;
    private final AuditLog log;
    private final Endings endings;

    /** What became of the leases, most urgent first, and what could not be written down meanwhile. */
    public record Report(List<Lease> leases, List<String> failed) {
        public Report {
            leases = List.copyOf(leases);
            failed = List.copyOf(failed);
        }

        /** Whether nothing is left that a machine or a person must still end. */
        public boolean complete() {
            return leases.stream().noneMatch(Lease::open);
        }

        public JsonObject json() {
            return JsonObject.with(
                            "leases",
                            new JsonArray(
                                    leases.stream().<JsonValue>map(Lease::json).toList()))
                    .and("failed", JsonArray.ofStrings(failed))
                    .build();
        }
    }

    /** @param deadline how long one round waits at the most; a backend may have a shorter one of its own */
    public Revocation(
            Broker broker,
            Backends backends,
            List<Border> borders,
            AuditLog log,
            InstantSource clock,
            Duration deadline) {
        this.broker = broker;
        this.borders = List.copyOf(borders);
        this.log = log;
        this.endings = new Endings(backends, clock, deadline);
    }

    /** Closes the border and ends what the agent, or everybody, could use. What it reports was done or is said to be open. */
    public Report revoke(Optional<AgentId> agent, String reason, Actor actor) {
        return revoke(
                key -> agent.isEmpty() || agent.get().equals(key.agent()),
                lease -> agent.isEmpty() || agent.get().equals(lease.agent()),
                new Order(agent, reason, actor));
    }

    /** Ends what one key could use. */
    public Report revoke(ServiceKey key, String reason, Actor actor) {
        return revoke(
                key::equals,
                lease -> lease.key().equals(key.name()),
                new Order(Optional.of(key.agent()), reason, actor));
    }

    private record Order(Optional<AgentId> agent, String reason, Actor actor) {}

    private Report revoke(Predicate<ServiceKey> keys, Predicate<Lease> which, Order order) {
        var died = broker.close(keys);
        List<String> failed = new ArrayList<>();
        borders.forEach(border -> attempt(failed, () -> border.close(order.agent())));
        var leases = leases(which, failed).stream()
                .map(lease -> lease.state() == State.WITH_A_PERSON ? lease : lease.now(State.REVOKING, order.reason()))
                .toList();
        leases.forEach(lease -> failed.addAll(broker.records().attempt(lease)));
        died.forEach(key -> attempt(failed, () -> broker.bury(key, order.actor())));
        leases.forEach(lease -> attempt(failed, () -> broker.burn(lease, order.actor())));
        var report = new Report(round(leases, failed), failed);
        attempt(failed, () -> log.append(event(order, report)));
        return new Report(report.leases(), failed);
    }

    /** Tries again what is not ended. Idempotent. */
    public Report retry() {
        List<String> failed = new ArrayList<>();
        var ending = leases(Lease::ending, failed);
        return new Report(round(ending, failed), failed);
    }

    /** Ends these now, as far as it goes; the rest is tried again like everything else. */
    List<Lease> end(List<Lease> leases) {
        return round(leases, new ArrayList<>());
    }

    SecretBackend.Standing probe(Lease lease) {
        return endings.probe(lease);
    }

    /** A person says they ended it where it was made; a probe that says otherwise is believed more. */
    public Optional<String> confirm(String id, String evidence, Actor.Human actor) {
        if (evidence.isBlank()) return Optional.of("say what you saw that proves it");
        var found = broker.records().open().stream()
                .filter(lease -> lease.id().equals(id) && lease.state() == State.WITH_A_PERSON)
                .findFirst();
        if (found.isEmpty()) return Optional.of("no credential \"" + id + "\" waits for a person");
        if (endings.probe(found.get()) == SecretBackend.Standing.ACCEPTED)
            return Optional.of("it still opens the door");
        var ended = found.get().now(State.REVOKED, "ended by " + actor.name());
        var body = JsonObject.with("what", "credential-ended").and("lease", id).and("evidence", evidence);
        log.append(Event.of(Event.Kind.REGISTER, actor, ended.agent(), body.build()));
        broker.records().require(ended);
        return Optional.empty();
    }

    private List<Lease> leases(Predicate<Lease> which, List<String> failed) {
        try {
            return broker.records().open().stream()
                    .filter(which)
                    .sorted(Comparator.comparing(Lease::urgency))
                    .toList();
        } catch (RuntimeException e) {
            failed.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private List<Lease> round(List<Lease> leases, List<String> failed) {
        List<Lease> ended = new ArrayList<>();
        for (var lease : endings.of(leases)) {
            failed.addAll(broker.records().attempt(lease));
            ended.add(lease);
        }
        return ended;
    }

    private static void attempt(List<String> failed, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failed.add(String.valueOf(e.getMessage()));
        }
    }

    private static Event event(Order order, Report report) {
        var results = report.leases().stream()
                .<JsonValue>map(lease -> JsonObject.with("lease", lease.id())
                        .and("urgency", new JsonString(dev.bailiwick.json.Fields.spelling(lease.urgency())))
                        .and("state", new JsonString(dev.bailiwick.json.Fields.spelling(lease.state())))
                        .build())
                .toList();
        var body = JsonObject.with("what", "credentials-revoked")
                .and("reason", order.reason())
                .and("leases", new JsonArray(results))
                .build();
        return new Event(Event.Kind.REGISTER, order.actor(), order.agent(), Optional.empty(), body);
    }

    @Override
    public void close() {
        endings.close();
    }
}
