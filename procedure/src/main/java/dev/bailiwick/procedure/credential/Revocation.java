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
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
    private final Backends backends;
    private final List<Border> borders;
    private final AuditLog log;
    private final InstantSource clock;
    private final Duration deadline;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

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

    /** @param deadline how long one round waits for the slowest backend */
    public Revocation(
            Broker broker,
            Backends backends,
            List<Border> borders,
            AuditLog log,
            InstantSource clock,
            Duration deadline) {
        this.broker = broker;
        this.backends = backends;
        this.borders = List.copyOf(borders);
        this.log = log;
        this.clock = clock;
        this.deadline = deadline;
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

    /** A person says they ended it where it was made; a probe that says otherwise is believed more. */
    public Optional<String> confirm(String id, String evidence, Actor.Human actor) {
        if (evidence.isBlank()) return Optional.of("say what you saw that proves it");
        var found = broker.records().open().stream()
                .filter(lease -> lease.id().equals(id) && lease.state() == State.WITH_A_PERSON)
                .findFirst();
        if (found.isEmpty()) return Optional.of("no credential \"" + id + "\" waits for a person");
        if (probe(found.get()) == SecretBackend.Standing.ACCEPTED) return Optional.of("it still opens the door");
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
        var results = work(leases);
        for (int i = 0; i < leases.size(); i++) {
            var lease = result(leases.get(i), results.get(i));
            failed.addAll(broker.records().attempt(lease));
            ended.add(lease);
        }
        return ended;
    }

    private List<Future<Lease>> work(List<Lease> leases) {
        var work = leases.stream()
                .<Callable<Lease>>map(lease -> () -> endOnce(lease))
                .toList();
        try {
            return threads.invokeAll(work, deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return leases.stream()
                    .<Future<Lease>>map(CompletableFuture::completedFuture)
                    .toList();
        }
    }

    private static Lease result(Lease lease, Future<Lease> work) {
        return switch (work.state()) {
            case SUCCESS -> work.resultNow();
            case FAILED ->
                lease.now(lease.state(), "not ended yet: " + work.exceptionNow().getMessage());
            case CANCELLED, RUNNING -> lease.now(lease.state(), "the backend did not answer in time");
        };
    }

    /** While a backend hangs over one lease, no later round asks it about that one again. */
    private Lease endOnce(Lease lease) {
        if (!asked.add(lease.id())) throw new BackendUnavailable("asked before, and the backend still hangs");
        try {
            return end(lease);
        } finally {
            asked.remove(lease.id());
        }
    }

    private Lease end(Lease lease) {
        if (lease.state() == State.WITH_A_PERSON) return lease;
        return switch (backends.of(lease.secret()).revoke(lease)) {
            case SecretBackend.Ending.Done() ->
                proved(lease, State.REVOKING, "the backend says it is ended, no probe shows it");
            case SecretBackend.Ending.Queued() -> proved(lease, State.REVOKING, "queued at the backend");
            case SecretBackend.Ending.Lapses(var at) ->
                clock.instant().isBefore(at)
                        ? lease.now(State.LAPSING, "only its expiry ends it, at " + at)
                        : proved(lease, State.LAPSING, "expired");
            case SecretBackend.Ending.ByPerson(var steps) -> lease.now(State.WITH_A_PERSON, steps);
        };
    }

    private Lease proved(Lease lease, State otherwise, String note) {
        return switch (probe(lease)) {
            case REFUSED -> lease.now(State.REVOKED, "the old credential was refused at " + clock.instant());
            case ACCEPTED -> lease.now(otherwise, "the old credential still opens the door");
            case UNKNOWN -> lease.now(otherwise, note);
        };
    }

    private SecretBackend.Standing probe(Lease lease) {
        return backends.of(lease.secret()).probe(lease);
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
        threads.shutdownNow();
    }
}
