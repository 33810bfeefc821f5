package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Said;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.recovery.Gate;
import dev.bailiwick.core.incident.recovery.Gate.Check;
import dev.bailiwick.core.incident.recovery.Gate.Condition;
import dev.bailiwick.core.incident.recovery.Generation;
import dev.bailiwick.core.incident.runbook.Course;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.secrecy.Redacted;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets an agent run again that was contained. Nothing opens before its gate does: everything old is dead, everything is new,
 * the cause is named, the machine is sound, and two persons agree. Then it is moved down to pilot, and its freeze is lifted.
 */
public final class Recovery {
    private final Cases cases;
    private final Casework casework;
    private final AuditLog log;
    private final Supplier<Facts> facts;
    private final Surroundings around;

    /** What it looks at, and what it moves. */
    public interface Surroundings {
        /** What of the credentials issued before the case was opened may still be alive; empty when all are proved dead. */
        Optional<String> alive(AgentId agent, Instant opened);

        /** Why the agent's machine does not meet the baseline; empty when it does. */
        Optional<String> baseline(AgentId agent);

        /** Moves it down, so that it begins as one that has to prove itself. Why not, empty when it was. */
        Optional<String> moveDown(Agent agent, Actor.Human actor, String reason);

        /** Ends its freeze; other agents stay as they are. Why not, empty when it was. */
        Optional<String> release(AgentId agent, Actor.Human actor, String reason);
    }

    public Recovery(Cases cases, Casework casework, AuditLog log, Supplier<Facts> facts, Surroundings around) {
        this.cases = cases;
        this.casework = casework;
        this.log = log;
        this.facts = facts;
        this.around = around;
    }

    /** What came of asking. */
    public sealed interface Asked {
        record Looked(Gate gate, boolean reactivated) implements Asked {}

        /** Not so, and why. */
        record Refused(String why) implements Asked {}
    }

    /** How the gate stands, without a change. */
    public Asked look(CaseId id, Optional<AgentId> which) {
        return with(id, which, (incident, agent) -> new Asked.Looked(gate(incident, agent), false));
    }

    /** A person agrees. With the second one the agent runs again. */
    public Asked agree(CaseId id, Optional<AgentId> which, String because, Actor.Human actor) {
        return with(id, which, (incident, agent) -> agree(incident, agent, because, actor));
    }

    private Asked agree(Incident incident, Agent agent, String because, Actor.Human actor) {
        if (because.isBlank()) return new Asked.Refused("say what you looked at");
        if (!entitled(actor.person(), agent))
            return new Asked.Refused("only Security and the agent's owner agree to this");
        var gate = gate(incident, agent);
        if (!gate.openBut(Condition.AGREED)) return new Asked.Refused(refusal(gate));
        append(agent.id(), actor, incident.entry("agreed").plus("text", new JsonString(Redacted.text(because))));
        var now = cases.find(incident.id()).orElse(incident);
        gate = gate(now, agent);
        if (!gate.open()) return new Asked.Looked(gate, false);
        return reactivated(now, agent, gate, actor)
                .<Asked>map(Asked.Refused::new)
                .orElse(new Asked.Looked(gate, true));
    }

    private static String refusal(Gate gate) {
        return gate.checks().stream()
                .filter(check -> check.condition() != Condition.AGREED
                        && check.obstacle().isPresent())
                .map(check ->
                        check.condition().sentence() + ": " + check.obstacle().get())
                .findFirst()
                .orElse(gate.obstacles());
    }

    /** Down first, then the entry, then its freeze: a crash in between leaves it frozen, and a person may lift that. */
    private Optional<String> reactivated(Incident incident, Agent agent, Gate gate, Actor.Human actor) {
        String reason = incident.id() + ": generation " + gate.generation();
        var fixed = around.moveDown(agent, actor, reason);
        if (fixed.isPresent()) return fixed;
        var body = incident.entry("reactivated").plus("generation", JsonNumber.of(gate.generation()));
        append(agent.id(), actor, body);
        return around.release(agent.id(), actor, reason);
    }

    /**
     * Why nobody lifts the freeze of this agent, or of all, another way: a case has not let it go.
     *
     * @param all every agent there is
     */
    public static Optional<String> holding(Cases cases, Optional<AgentId> agent, Collection<AgentId> all) {
        return cases.all().stream()
                .filter(incident -> incident.drill().isEmpty())
                .filter(incident -> agent.map(incident::holds)
                        .orElseGet(
                                () -> incident.agent().isEmpty() && all.stream().anyMatch(incident::holds)))
                .findFirst()
                .map(incident ->
                        "it was contained in " + incident.id() + ": `incident reactivate " + incident.id() + "`");
    }

    private Asked with(CaseId id, Optional<AgentId> which, BiFunction<Incident, Agent, Asked> then) {
        var found = cases.find(id);
        if (found.isEmpty()) return new Asked.Refused("there is no case \"" + id + "\"");
        var named = found.get().agent().or(() -> which);
        if (named.isEmpty()) return new Asked.Refused("the case is of every agent: say which one");
        if (which.isPresent() && !which.equals(named)) return new Asked.Refused("the case is of " + named.get());
        var agent = facts.get().agent(named.get());
        if (agent.isEmpty()) return new Asked.Refused("no agent " + named.get() + " is registered");
        if (!found.get().holds(named.get())) return new Asked.Refused(named.get() + " runs again already");
        return then.apply(found.get(), agent.get());
    }

    private Gate gate(Incident incident, Agent agent) {
        var course = casework.course(incident);
        var generation = generation(incident, agent.id());
        return new Gate(
                number(agent.id()),
                List.of(
                        new Check(Condition.CONTAINED, contained(incident)),
                        new Check(Condition.DEAD, around.alive(agent.id(), incident.opened())),
                        new Check(Condition.REISSUED, reissued(generation)),
                        new Check(Condition.CAUSE, cause(course)),
                        new Check(Condition.REPAIRED, repaired(course)),
                        new Check(Condition.POSTURE, around.baseline(agent.id())),
                        new Check(Condition.AGREED, agreed(incident, agent))));
    }

    private int number(AgentId agent) {
        return 2
                + (int) cases.all().stream()
                        .filter(incident -> incident.reactivated(agent))
                        .count();
    }

    private static Optional<String> contained(Incident incident) {
        boolean done = Stream.of(Step.CLOSE, Step.KILL, Step.REVOKE).allMatch(incident::done);
        return done ? Optional.empty() : Optional.of("the case is " + Fields.spelling(incident.state()));
    }

    private Generation generation(Incident incident, AgentId agent) {
        var generation = new Generation();
        incident.at(Step.REVOKE)
                .ifPresent(revoke -> revoke.detail().array("leases").values().stream()
                        .filter(lease -> agent.value().equals(text(lease, "agent")))
                        .forEach(lease -> generation.ended(text(lease, "key"))));
        log.read(0, Wanted.since(incident.opened()), entry -> {
            if (entry.agent().equals(Optional.of(agent.value()))) generation.take(entry);
            return true;
        });
        return generation;
    }

    private static String text(JsonValue value, String name) {
        return value instanceof JsonObject object ? object.string(name).orElse("") : "";
    }

    private static Optional<String> reissued(Generation generation) {
        if (!generation.missing().isEmpty())
            return Optional.of(generation.reissued() + " of " + generation.keys() + " keys are there again; missing: "
                    + String.join(", ", generation.missing().stream().sorted().toList()));
        return generation.own()
                ? Optional.empty()
                : Optional.of("the agent's own credentials are not issued anew: connect it again");
    }

    private static Optional<String> cause(Course course) {
        return course.row("cause").flatMap(Course.Row::said).isPresent()
                ? Optional.empty()
                : Optional.of("nobody has answered `cause` in the runbook");
    }

    /** Every step on the way but the review, which may take longer than the agent can be missed. */
    private static Optional<String> repaired(Course course) {
        var open = course.rows().stream()
                .filter(row -> !row.isClosed() && !row.action().key().startsWith("review-"))
                .map(row -> row.action().key())
                .toList();
        return open.isEmpty() ? Optional.empty() : Optional.of("open in the runbook: " + String.join(", ", open));
    }

    private Optional<String> agreed(Incident incident, Agent agent) {
        var persons = incident.agreed(agent.id()).stream()
                .map(Said::by)
                .filter(by -> by.startsWith("person:"))
                .map(by -> new PersonId(by.substring("person:".length())))
                .distinct()
                .toList();
        boolean owner = persons.contains(agent.operator()) && active(agent.operator());
        boolean security = persons.stream().anyMatch(person -> !person.equals(agent.operator()) && security(person));
        if (owner && security) return Optional.empty();
        return Optional.of("missing: " + (owner ? "" : "the owner " + agent.operator())
                + (owner || security ? "" : " and ") + (security ? "" : "somebody of Security"));
    }

    private boolean entitled(PersonId person, Agent agent) {
        return (person.equals(agent.operator()) && active(person)) || security(person);
    }

    private boolean security(PersonId person) {
        return facts.get()
                .person(person)
                .filter(each -> each.holds(Function.SECURITY))
                .isPresent();
    }

    private boolean active(PersonId person) {
        return facts.get().person(person).filter(Person::active).isPresent();
    }

    private void append(AgentId agent, Actor.Human actor, JsonObject body) {
        log.append(Event.of(Event.Kind.INCIDENT, actor, agent, body));
    }
}
