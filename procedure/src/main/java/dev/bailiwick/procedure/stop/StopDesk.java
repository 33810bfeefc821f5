package dev.bailiwick.procedure.stop;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.FreezeRecords;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Freezes and stops. What closes waits for nothing: memory first, then every record that can be reached; what could not be
 * written is said, and the freeze holds all the same. What opens, lifting, waits for its entry and for both records.
 */
public final class StopDesk {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final CurrentFacts facts;
    private final List<FreezeRecords> records;
    private final AuditLog log;
    private final AgentHost host;
    private final InstantSource clock;
    private final Function<Optional<AgentId>, Optional<String>> held;

    /** Freezes that were begun, and those of them that every record knows: while they differ, memory is the stricter one. */
    private final AtomicLong begun = new AtomicLong();

    private final AtomicLong recorded = new AtomicLong();

    /** Where nothing else holds an agent. */
    public StopDesk(
            CurrentFacts facts, List<FreezeRecords> records, AuditLog log, AgentHost host, InstantSource clock) {
        this(facts, records, log, host, clock, _ -> Optional.empty());
    }

    /**
     * @param records the store and the marks beside the log
     * @param held why nobody lifts the freeze of this agent, or of all, by hand; empty when somebody may
     */
    public StopDesk(
            CurrentFacts facts,
            List<FreezeRecords> records,
            AuditLog log,
            AgentHost host,
            InstantSource clock,
            Function<Optional<AgentId>, Optional<String>> held) {
        this.facts = facts;
        this.records = List.copyOf(records);
        this.log = log;
        this.host = host;
        this.clock = clock;
        this.held = held;
    }

    /** Stops every next decision. Returns what could not be written; the freeze holds in memory whatever it says. */
    public List<String> freeze(Optional<AgentId> agent, String reason, Actor actor) {
        var freeze = new Freeze(reason, actor.name(), clock.instant());
        begun.incrementAndGet();
        facts.change(now -> now.with(now.freezes().and(only(agent, freeze))));
        List<String> failed = new ArrayList<>();
        for (var record : records) attempt(failed, () -> record.freeze(agent, freeze));
        if (failed.isEmpty()) recorded.incrementAndGet();
        attempt(failed, () -> log.append(event(agent, actor, "frozen", reason, Binding.frozen(agent))));
        return failed;
    }

    private static void attempt(List<String> failed, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failed.add(String.valueOf(e.getMessage()));
        }
    }

    private static Freezes only(Optional<AgentId> agent, Freeze freeze) {
        return agent.map(id -> new Freezes(Optional.empty(), java.util.Map.of(id, freeze)))
                .orElseGet(() -> new Freezes(Optional.of(freeze), java.util.Map.of()));
    }

    /**
     * Ends a freeze; for security and IT alone, because lifting opens.
     *
     * @return why the freeze still holds, empty when it is lifted
     * @throws RuntimeException of the record that could not be changed; then the freeze still holds
     */
    public Optional<String> lift(Optional<AgentId> agent, String reason, Actor.Human actor) {
        if (!mayLift(actor))
            return Optional.of(
                    "only security or IT lifts a freeze; ask " + facts.now().contact());
        if (agent.isPresent() && facts.now().freezes().all().isPresent())
            return Optional.of("everything is frozen: lift that first");
        var holding = held.apply(agent);
        if (holding.isEmpty()) release(agent, reason, actor);
        return holding;
    }

    /** Ends a freeze whose end was decided elsewhere: by the gate behind which a contained agent waits. */
    public void release(Optional<AgentId> agent, String reason, Actor.Human actor) {
        log.append(event(agent, actor, "lifted", reason, Binding.lifted(agent)));
        records.forEach(record -> record.lift(agent));
        recorded.set(begun.get());
        reload();
    }

    private boolean mayLift(Actor.Human actor) {
        return facts.now().person(actor.person()).filter(Person::active).stream()
                .anyMatch(person -> person.may(Permission.LIFT));
    }

    /**
     * Takes over what the records say: a freeze from outside counts at once, and only both can end one. What memory knows and
     * a record may not know yet stays.
     */
    public void reload() {
        long known = recorded.get();
        var kept = records.stream().map(FreezeRecords::load).reduce(Freezes.NONE, Freezes::and);
        facts.change(now -> now.with(begun.get() == known ? kept : kept.and(now.freezes())));
    }

    /** What a stop came to. */
    public record Report(AgentHost.Stopped stopped, List<String> failed) {}

    /** Freeze, then SIGKILL of everything the agent runs. */
    public Report stop(AgentHost.Whereabouts agent, String reason, Actor actor) {
        var failed = new ArrayList<>(freeze(Optional.of(agent.agent()), reason, actor));
        try {
            var stopped = host.stop(agent, DEADLINE);
            var what = stopped.left().isEmpty() ? "stopped" : "not-stopped";
            return report(agent, reason, actor, what, stopped, failed);
        } catch (HostUnavailable e) {
            failed.add(String.valueOf(e.getMessage()));
            return report(agent, reason, actor, "not-known", new AgentHost.Stopped(List.of(), List.of()), failed);
        }
    }

    private Report report(
            AgentHost.Whereabouts agent,
            String reason,
            Actor actor,
            String what,
            AgentHost.Stopped stopped,
            List<String> failed) {
        var body = JsonObject.with("what", what)
                .and("reason", reason)
                .and("killed", pids(stopped.killed()))
                .and("left", pids(stopped.left()))
                .build();
        attempt(failed, () -> log.append(Event.of(Event.Kind.STOP, actor, agent.agent(), body)));
        return new Report(stopped, failed);
    }

    private static JsonArray pids(List<Long> pids) {
        return new JsonArray(pids.stream().<JsonValue>map(JsonNumber::of).toList());
    }

    private static Event event(Optional<AgentId> agent, Actor actor, String what, String reason, Binding binding) {
        var body = JsonObject.with("what", what).and("reason", reason).build();
        return new Event(Event.Kind.FREEZE, actor, agent, Optional.empty(), Binding.in(body, binding));
    }
}
