package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Improvement;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.drill.Drill;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.secrecy.Redacted;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is learned from a case, and its end. A case ends when its runbook is gone to the end, the four questions of the review
 * among it, and everything that was to be changed is changed; where a drill belongs to a change, that drill has passed.
 */
public final class AfterAction {
    /** Later than this nobody remembers why. */
    private static final Duration LATEST = Duration.ofDays(180);

    private final Cases cases;
    private final Casework casework;
    private final AuditLog log;
    private final Supplier<Facts> facts;
    private final InstantSource clock;
    private final Set<String> scenarios;

    /** @param scenarios the drills there are */
    public AfterAction(
            Cases cases,
            Casework casework,
            AuditLog log,
            Supplier<Facts> facts,
            InstantSource clock,
            Set<String> scenarios) {
        this.cases = cases;
        this.casework = casework;
        this.log = log;
        this.facts = facts;
        this.clock = clock;
        this.scenarios = Set.copyOf(scenarios);
    }

    /** Something that is to be changed. */
    public record Plan(String text, PersonId owner, Instant due, Optional<String> scenario) {}

    /** Says what is to be changed. Why that does not count, empty when it does. */
    public Optional<String> plan(CaseId id, Plan plan, Actor.Human actor) {
        var why = open(id).or(() -> security(actor)).or(() -> unfit(plan));
        if (why.isEmpty()) {
            var incident = cases.find(id).orElseThrow();
            var action = new Improvement(
                    "action-" + (incident.improvements().size() + 1),
                    Redacted.text(plan.text()),
                    plan.owner(),
                    plan.due(),
                    plan.scenario(),
                    clock.instant(),
                    Optional.empty());
            append(incident, actor, action.planning(incident.entry("action-planned")));
        }
        return why;
    }

    private Optional<String> unfit(Plan plan) {
        var now = clock.instant();
        if (plan.text().isBlank() || plan.text().length() > Casework.LONGEST)
            return Optional.of("say in a sentence what is changed");
        if (facts.get().person(plan.owner()).filter(Person::active).isEmpty())
            return Optional.of("nobody active is named \"" + plan.owner() + "\"");
        if (!plan.due().isAfter(now) || plan.due().isAfter(now.plus(LATEST)))
            return Optional.of("it is due after now, and within " + LATEST.toDays() + " days");
        return plan.scenario()
                .filter(name -> !scenarios.contains(name))
                .map(name -> "there is no drill \"" + dev.bailiwick.core.value.Untrusted.visible(name) + "\"");
    }

    /** Says that it is changed, as its owner or as Security. Why that does not count, empty when it does. */
    public Optional<String> done(CaseId id, String action, String text, Actor.Human actor) {
        var why = open(id).or(() -> notDone(cases.find(id).orElseThrow(), action, text, actor));
        if (why.isEmpty()) {
            var incident = cases.find(id).orElseThrow();
            var body = incident.entry("action-done")
                    .plus("action", new JsonString(action))
                    .plus("text", new JsonString(Redacted.text(text)));
            append(incident, actor, body);
        }
        return why;
    }

    private Optional<String> notDone(Incident incident, String key, String text, Actor.Human actor) {
        var action = Optional.ofNullable(incident.improvements().get(key));
        if (action.isEmpty()) return Optional.of("this case has no such action: `incident show " + incident.id() + "`");
        if (text.isBlank()) return Optional.of("say which policy or configuration was changed");
        if (!action.get().owner().equals(actor.person()) && security(actor).isPresent())
            return Optional.of("this is for " + action.get().owner() + ", or for Security");
        return undrilled(action.get());
    }

    /** A drill that passed before the change was even planned shows nothing of it. */
    private Optional<String> undrilled(Improvement action) {
        if (action.scenario().isEmpty()) return Optional.empty();
        String name = action.scenario().get();
        var last = cases.drill(name).filter(drill -> drill.began().isAfter(action.planned()));
        if (last.isEmpty())
            return Optional.of("the drill " + name + " was not played since: `incident drill " + name + "`");
        return last.filter(Drill::passed).isPresent() ? Optional.empty() : Optional.of("the drill " + name + " failed");
    }

    /**
     * Ends a case. The agent stays frozen until it is let go.
     *
     * @return why it stays open, empty when it is closed
     */
    public Optional<String> close(CaseId id, String because, Actor.Human actor) {
        var why = open(id).or(() -> security(actor))
                .or(() -> because.isBlank() ? Optional.of("say why it is over") : Optional.empty())
                .or(() -> unfinished(cases.find(id).orElseThrow()));
        if (why.isEmpty()) {
            var incident = cases.find(id).orElseThrow();
            append(incident, actor, incident.ending(Redacted.text(because)));
        }
        return why;
    }

    private Optional<String> unfinished(Incident incident) {
        if (incident.drill().isPresent()) return Optional.empty();
        if (incident.state() != Incident.State.CONTAINED)
            return Optional.of("only a contained case is closed; this one is " + Fields.spelling(incident.state()));
        if (incident.at(Step.ISOLATE).filter(Isolation::stands).isPresent())
            return Optional.of("the machine is cut off: `incident release " + incident.id() + "` first");
        var open = casework.course(incident).rows().stream()
                .filter(row -> !row.isClosed())
                .map(row -> row.action().key())
                .toList();
        if (!open.isEmpty()) return Optional.of("open in the runbook: " + String.join(", ", open));
        if (incident.improvements().isEmpty())
            return Optional.of(
                    "nothing is changed so that it cannot happen again: `incident action " + incident.id() + "`");
        var left = incident.improvements().values().stream()
                .filter(action -> action.done().isEmpty())
                .map(action -> action.id() + " of " + action.owner())
                .toList();
        return left.isEmpty() ? Optional.empty() : Optional.of("not changed yet: " + String.join(", ", left));
    }

    private Optional<String> open(CaseId id) {
        var found = cases.find(id);
        if (found.isEmpty()) return Optional.of("there is no case \"" + id + "\"");
        return found.get().closed().map(_ -> "the case is closed");
    }

    private Optional<String> security(Actor.Human actor) {
        return facts.get()
                        .person(actor.person())
                        .filter(person -> person.holds(Function.SECURITY))
                        .isPresent()
                ? Optional.empty()
                : Optional.of("only Security does this");
    }

    private void append(Incident incident, Actor.Human actor, JsonObject body) {
        log.append(new Event(Event.Kind.INCIDENT, actor, incident.agent(), Optional.empty(), body));
    }
}
