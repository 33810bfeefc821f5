package dev.bailiwick.app.wiring;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.secrecy.Redacted;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.process.Seen;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.incident.Achieved;
import dev.bailiwick.procedure.incident.Isolation;
import dev.bailiwick.procedure.incident.Order;
import dev.bailiwick.procedure.stop.AgentHost;
import dev.bailiwick.tlog.StaticTiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** How each step of a containment is taken on this machine, with the desks of this house. */
record Measures(Rooms rooms, Keys keys, Whereabouts whereabouts, Isolation isolation) {
    private static final Duration KILLING = Duration.ofSeconds(10);

    /** A tree of more processes is told by its first ones. */
    private static final int PROCESSES = 200;

    Map<Step, Function<Order, Achieved>> all() {
        var steps = new EnumMap<Step, Function<Order, Achieved>>(Step.class);
        steps.put(Step.SEAL, this::seal);
        steps.put(Step.CLOSE, this::freeze);
        steps.put(Step.KILL, this::kill);
        steps.put(Step.REVOKE, this::revoke);
        steps.put(Step.CAPTURE, this::capture);
        steps.put(Step.ISOLATE, isolation::step);
        return steps;
    }

    private Collection<AgentId> agents(Order order) {
        return order.agent()
                .<Collection<AgentId>>map(List::of)
                .orElseGet(() -> rooms.known().facts().now().agents().keySet());
    }

    /** The signed head first: from here on, whoever changes the log is found out. */
    private Achieved seal(Order order) {
        var checkpoint = new StaticTiles(rooms.records().data().log()).checkpoint();
        long signed = checkpoint
                .map(note -> Checkpoint.of(SignedNote.parse(note)).size())
                .orElse(0L);
        var detail = JsonObject.with("checkpoint", checkpoint.orElse(""))
                .and("entries", rooms.records().log().size())
                .and("processes", processes(order))
                .build();
        return Achieved.done(signed + " entries under a signed head", detail);
    }

    private JsonArray processes(Order order) {
        return new JsonArray(agents(order).stream()
                .flatMap(agent -> rooms.desks().host().look(whereabouts.of(agent)).stream())
                .limit(PROCESSES)
                .<JsonValue>map(Measures::process)
                .toList());
    }

    /** A command line may hold a secret. */
    static JsonObject process(Seen seen) {
        var row = JsonObject.with("pid", JsonNumber.of(seen.pid()))
                .and("started", seen.started())
                .and("parent", seen.parent())
                .and("executable", seen.executable())
                .and("command", JsonArray.ofStrings(seen.command()))
                .and("peers", JsonArray.ofStrings(seen.peers()))
                .build();
        return Redacted.of(row).value();
    }

    private Achieved freeze(Order order) {
        var failed = rooms.desks().stop().freeze(order.agent(), order.id() + ": " + order.reason(), order.actor());
        rooms.enforcement().approvals().lookAgain();
        return Achieved.unless(failed, "every next decision is refused");
    }

    private Achieved kill(Order order) {
        return kill(agents(order), agent -> rooms.desks().agentHost().stop(whereabouts.of(agent), KILLING));
    }

    /** All at once, so that none waits for another; stopped is only what the process table no longer shows. */
    static Achieved kill(Collection<AgentId> agents, Function<AgentId, AgentHost.Stopped> stop) {
        List<Long> killed = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stops = new LinkedHashMap<AgentId, Future<AgentHost.Stopped>>();
            agents.forEach(agent -> stops.put(agent, threads.submit(() -> stop.apply(agent))));
            stops.forEach((agent, stopped) -> note(agent, stopped, killed, failed));
        }
        var detail = JsonObject.with("killed", pids(killed)).build();
        return failed.isEmpty()
                ? Achieved.done(killed.size() + " processes killed, none left", detail)
                : new Achieved(Outcome.FAILED, String.join("; ", failed), detail);
    }

    private static void note(AgentId agent, Future<AgentHost.Stopped> stop, List<Long> killed, List<String> failed) {
        try {
            var stopped = stop.get();
            killed.addAll(stopped.killed());
            if (!stopped.left().isEmpty()) failed.add(agent + ": still running: " + stopped.left());
        } catch (ExecutionException e) {
            failed.add(agent + ": " + Objects.requireNonNull(e.getCause()).getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed.add(agent + ": interrupted");
        }
    }

    private static JsonArray pids(List<Long> pids) {
        return new JsonArray(pids.stream().<JsonValue>map(JsonNumber::of).toList());
    }

    /** What reaches furthest first: the services' keys; then what the agent presents to us. */
    private Achieved revoke(Order order) {
        List<String> failed = new ArrayList<>();
        List<Lease> leases = new ArrayList<>();
        attempt(failed, order, each -> {
            var report = keys.revocation().revoke(each.agent(), each.reason(), each.actor());
            leases.addAll(report.leases());
            failed.addAll(report.failed());
        });
        for (var agent : agents(order))
            attempt(failed, order, each -> rooms.desks().credentials().revoke(agent, each.actor()));
        return revoked(leases, failed);
    }

    private static void attempt(List<String> failed, Order order, Consumer<Order> what) {
        try {
            what.accept(order);
        } catch (RuntimeException e) {
            failed.add(String.valueOf(e.getMessage()));
        }
    }

    private static Achieved revoked(List<Lease> leases, List<String> failed) {
        var detail = JsonObject.with(
                        "leases",
                        new JsonArray(
                                leases.stream().<JsonValue>map(Lease::json).toList()))
                .build();
        long people = leases.stream()
                .filter(lease -> lease.state() == Lease.State.WITH_A_PERSON)
                .count();
        long open = leases.stream().filter(Lease::open).count() - people;
        if (!failed.isEmpty()) return new Achieved(Outcome.FAILED, String.join("; ", failed), detail);
        if (open > 0) return new Achieved(Outcome.FAILED, open + " credentials are not proved to be ended", detail);
        return people > 0
                ? new Achieved(
                        Outcome.BY_HAND, people + " credentials are ended by a person: `credentials list`", detail)
                : Achieved.done(leases.size() + " leases and the agent's own credentials ended", detail);
    }

    private Achieved capture(Order order) {
        var rows = agents(order).stream().<JsonValue>map(agent -> files(agent)).toList();
        return Achieved.done(
                "configuration and plugin by digest",
                JsonObject.with("files", new JsonArray(rows)).build());
    }

    private JsonObject files(AgentId agent) {
        var row = JsonObject.with("agent", agent.value());
        rooms.records()
                .runtimes()
                .read(agent)
                .ifPresent(reading -> row.and(
                                "plugin", reading.digests().plugin().hex())
                        .and("configuration", reading.digests().configuration().hex())
                        .and("weakness", reading.weakness().map(dev.bailiwick.json.JsonString::new)));
        return row.build();
    }
}
