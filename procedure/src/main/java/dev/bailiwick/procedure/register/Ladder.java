package dev.bailiwick.procedure.register;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/** Moves agents on the ladder. A step that protects less, or lets more through, needs more. */
public final class Ladder {
    private final Agents agents;
    private final CurrentFacts facts;
    private final AuditLog log;
    private final InstantSource clock;
    private final Surroundings around;

    /**
     * What the ladder needs of the world around it.
     *
     * @param ownAccount the operating-system account Bailiwick runs under
     * @param gated whether the agent's enforcement point is alive, or it has none of its own to be
     * @param unproved why its enforcement point is not to be relied on with the runtime it has, empty when it is
     * @param baseline why the agent's machine does not meet the baseline, empty when it does
     * @param owned whose place among its three owners is empty, empty when nobody's is
     */
    public record Surroundings(
            String ownAccount,
            Predicate<AgentId> gated,
            java.util.function.Function<AgentId, Optional<String>> unproved,
            java.util.function.Function<AgentId, Optional<String>> baseline,
            java.util.function.Function<Agent, Optional<String>> owned) {
        /** Where nobody asks for owners, and every runtime is known. */
        public Surroundings(
                String ownAccount,
                Predicate<AgentId> gated,
                java.util.function.Function<AgentId, Optional<String>> baseline) {
            this(ownAccount, gated, _ -> Optional.empty(), baseline, _ -> Optional.empty());
        }
    }

    public Ladder(Agents agents, CurrentFacts facts, AuditLog log, InstantSource clock, Surroundings around) {
        this.agents = agents;
        this.facts = facts;
        this.log = log;
        this.clock = clock;
        this.around = around;
    }

    /** Moves an agent to a step. Returns why it cannot be done, empty when it was. */
    public Optional<String> move(AgentId id, Step step, Actor.Human actor, String reason) {
        var agent = facts.now().agent(id);
        if (agent.isEmpty()) return Optional.of("no agent " + id + " is registered");
        if (reason.isBlank()) return Optional.of("a step needs a reason");
        var obstacle = obstacle(agent.get(), step, actor);
        if (obstacle.isPresent()) return obstacle;
        var moved = agent.get().at(step, clock.instant());
        var event = Event.of(
                Event.Kind.REGISTER, actor, id, Binding.in(body(agent.get(), step, reason), Binding.of(moved)));
        if (step == Step.DRAFT) close(moved, event);
        else open(moved, event);
        return Optional.empty();
    }

    private void open(Agent moved, Event event) {
        log.append(event);
        agents.put(moved);
        facts.change(now -> now.with(moved));
    }

    /** What closes waits for nothing. */
    private void close(Agent moved, Event event) {
        facts.change(now -> now.with(moved));
        agents.put(moved);
        log.append(event);
    }

    /** Why this person cannot move the agent to this step now, empty when they can. */
    public Optional<String> obstacle(Agent agent, Step step, Actor.Human actor) {
        var person = facts.now().person(actor.person()).filter(Person::active);
        if (person.isEmpty()) return Optional.of("you are not an active person of the register");
        return switch (step) {
            case DRAFT -> Optional.empty();
            case OBSERVE -> ownerOrSecurity(agent, person.get());
            case PILOT -> ownerOrSecurity(agent, person.get()).or(() -> ungated(agent, step));
            case PRODUCTION ->
                separated(agent)
                        .or(() -> around.owned().apply(agent))
                        .or(() -> approvers(agent))
                        .or(() -> security(agent, person.get()))
                        .or(() -> around.baseline().apply(agent.id()))
                        .or(() -> ungated(agent, step));
        };
    }

    /** Nobody climbs to a step that promises protection while the gate that would keep the promise is not alive. */
    private Optional<String> ungated(Agent agent, Step step) {
        if (agent.step().compareTo(step) >= 0) return Optional.empty();
        if (around.gated().test(agent.id())) return around.unproved().apply(agent.id());
        return Optional.of("the enforcement point of agent " + agent.id()
                + " is not alive, or was changed: start its OpenClaw as it was connected, then move it");
    }

    private static Optional<String> ownerOrSecurity(Agent agent, Person person) {
        boolean may = agent.operator().equals(person.id()) || person.may(Permission.MOVE_AGENTS);
        return may ? Optional.empty() : Optional.of("only the agent's operator, Security or IT may do this");
    }

    private static Optional<String> security(Agent agent, Person person) {
        if (!person.may(Permission.OPEN_PRODUCTION)) return Optional.of("production is opened by somebody of Security");
        return agent.operator().equals(person.id())
                ? Optional.of("you run this agent: somebody else of Security opens production")
                : Optional.empty();
    }

    /** Why Bailiwick and the agent are not separated: they share an account, or it is not known which one the agent has. */
    public Optional<String> separated(Agent agent) {
        if (agent.account().isEmpty()) return Optional.of("the account of agent " + agent.id() + " is not known");
        String own = around.ownAccount();
        return agent.account().get().equals(own) || agent.commandAccount().equals(Optional.of(own))
                ? Optional.of("agent " + agent.id() + " and Bailiwick share the account " + own)
                : Optional.empty();
    }

    private Optional<String> approvers(Agent agent) {
        for (var function : new Function[] {Function.BUSINESS, Function.IT}) {
            if (nobodyElse(facts.now(), function, agent)) {
                return Optional.of("nobody but the agent's operator holds " + Fields.spelling(function)
                        + ": production needs another approver");
            }
        }
        return Optional.empty();
    }

    private static boolean nobodyElse(Facts facts, Function function, Agent agent) {
        return facts.holding(function).stream().allMatch(person -> person.id().equals(agent.operator()));
    }

    private static JsonObject body(Agent agent, Step step, String reason) {
        return JsonObject.with("what", "step")
                .and("from", Fields.spelling(agent.step()))
                .and("to", Fields.spelling(step))
                .and("reason", reason)
                .build();
    }
}
