package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The second cut point: sees the agent's model traffic and therefore every tool result, whether or not the plugin lives.
 * Stops the next turn when the first cut point is gone or was passed by.
 */
public final class Witness {
    /** How long a report may lag behind the turn that shows its result. */
    static final Duration PATIENCE = Duration.ofMillis(250);

    private final CurrentFacts facts;
    private final DecidedCalls calls;
    private final Liveness liveness;
    private final AuditLog log;
    private final Alerts alerts;
    private final InstantSource clock;

    public Witness(
            CurrentFacts facts,
            DecidedCalls calls,
            Liveness liveness,
            AuditLog log,
            Alerts alerts,
            InstantSource clock) {
        this.facts = facts;
        this.calls = calls;
        this.liveness = liveness;
        this.log = log;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * The refusal of the next turn, recorded, empty when the model may be asked.
     *
     * @param results as for {@link #obstacle}
     * @throws dev.bailiwick.procedure.audit.AuditUnavailable when it cannot be recorded: then the model must not be asked
     */
    public Optional<Verdict.Refused> refusal(AgentId agent, List<String> results) {
        return obstacle(agent, results).map(reason -> {
            var body = JsonObject.with("verdict", "refused")
                    .and("what", "model-turn")
                    .and("reason", reason.json())
                    .build();
            var event = Event.of(Event.Kind.DECISION, new Actor.Machine(agent), agent, body);
            return new Verdict.Refused(log.append(event).sequence(), reason);
        });
    }

    /**
     * Why the model must not be asked now, empty when it may.
     *
     * @param results the call ids of the tool results that are new in this turn: those after the last assistant message
     */
    public Optional<Reason> obstacle(AgentId id, List<String> results) {
        var agent = facts.now().agent(id);
        if (agent.isEmpty()) return Optional.of(reason("unregistered", "no agent " + id + " is registered"));
        var freeze = facts.now().freezes().of(id);
        if (freeze.isPresent())
            return Optional.of(
                    reason("frozen", "this agent is frozen: " + freeze.get().reason()));
        return switch (agent.get().stepAt(clock.instant())) {
            case DRAFT -> Optional.of(reason("draft", "this agent is a draft: nothing passes"));
            case OBSERVE -> {
                var _ = unenforced(agent.get(), results); // recorded, not stopped
                yield Optional.empty();
            }
            case PILOT, PRODUCTION -> unenforced(agent.get(), results);
        };
    }

    private Optional<Reason> unenforced(Agent agent, List<String> results) {
        var state = liveness.state(agent.id());
        if (state != Liveness.State.ALIVE) {
            return Optional.of(reason("enforcement_lost", "the enforcement point of this agent is not alive"));
        }
        return undecided(agent.id(), results);
    }

    private Optional<Reason> undecided(AgentId agent, List<String> results) {
        var missing = results.stream()
                .filter(call -> calls.await(agent, call, PATIENCE).isEmpty())
                .findFirst();
        missing.ifPresent(_ -> alerts.raise(
                agent,
                "undecided-call",
                "a tool result arrived that no decision stands behind: the gate was passed by"));
        return missing.map(_ -> reason("undecided_call", "a tool ran that nobody decided"));
    }

    private Reason reason(String code, String text) {
        return new Reason(code, text, "ask " + facts.now().contact());
    }
}
