package dev.bailiwick.app.wiring;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.runbook.CasePlaybook;
import dev.bailiwick.core.incident.runbook.Course;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.incident.AfterAction;
import dev.bailiwick.procedure.incident.Investigation;
import dev.bailiwick.procedure.incident.Recovery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** What the command line asks about cases. Containing is for anybody; ending a case is for Security. */
record IncidentVerbs(Incidents incidents, CurrentFacts facts) implements Verbs {
    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        var answer = switch (fields.text("verb")) {
            case "incident.contain" -> contain(actor, fields);
            case "incident.list" -> list();
            case "incident.show" -> found(id(fields)).json();
            case "incident.runbook" -> runbook(id(fields));
            case "incident.answer" -> answered(actor, fields);
            case "incident.skip" -> skipped(actor, fields);
            case "incident.reactivate" -> reactivate(actor, fields);
            case "incident.confirm" -> confirm(security(actor), fields);
            case "incident.isolate" -> isolate(security(actor), fields);
            case "incident.release" -> release(security(actor), fields);
            case "incident.evidence" -> evidence(security(actor), id(fields));
            case "incident.investigate" -> investigate(security(actor), fields);
            case "incident.review" -> review(security(actor), fields);
            case "incident.action" -> plan(actor, fields);
            case "incident.done" -> done(actor, fields);
            case "incident.close" -> close(actor, fields);
            default -> null;
        };
        if (answer == null) return Optional.empty();
        fields.end();
        return Optional.of(answer);
    }

    private JsonObject contain(Actor.Human actor, Fields fields) {
        var agent = fields.optionallyParsed("agent", AgentId::new);
        agent.filter(id -> facts.now().agent(id).isEmpty()).ifPresent(id -> {
            throw new Refusal(1, "there is no agent " + id);
        });
        return incidents
                .containment()
                .contain(agent, fields.text("reason"), actor)
                .json();
    }

    private JsonObject list() {
        var rows = incidents.cases().all().stream().<JsonValue>map(this::row).toList();
        return JsonObject.with("cases", new JsonArray(rows)).build();
    }

    private JsonObject row(Incident incident) {
        var overdue = incidents.casework().course(incident).overdue();
        return incident.summary().plus("overdue", JsonNumber.of(overdue));
    }

    private static CaseId id(Fields fields) {
        return fields.parsed("case", CaseId::new);
    }

    private Incident found(CaseId id) {
        return incidents.cases().find(id).orElseThrow(() -> new Refusal(1, "there is no case " + id));
    }

    private Actor.Human security(Actor.Human actor) {
        boolean may = facts.now()
                .person(actor.person())
                .filter(Person::active)
                .filter(person -> person.holds(Function.SECURITY))
                .isPresent();
        if (!may) throw new Refusal(4, "only Security handles a case");
        return actor;
    }

    private JsonObject evidence(Actor.Human actor, CaseId id) {
        return incidents
                .evidence()
                .seal(id, actor)
                .map(incidents.bundles()::keep)
                .orElseThrow(() -> new Refusal(1, "there is no case " + id));
    }

    private JsonObject investigate(Actor.Human actor, Fields fields) {
        var asked = incidents
                .investigation()
                .ask(
                        id(fields),
                        fields.optionallyParsed("agent", AgentId::new),
                        fields.optionallyParsed("since", Instant::parse),
                        actor);
        return switch (asked) {
            case Investigation.Asked.Answered(var inquiry) -> inquiry.json();
            case Investigation.Asked.Refused(var why) -> throw new Refusal(4, why);
        };
    }

    /** What is said already, and a first text for what is not. */
    private JsonObject review(Actor.Human actor, Fields fields) {
        var incident = found(id(fields));
        var asked = incidents
                .investigation()
                .ask(
                        incident.id(),
                        fields.optionallyParsed("agent", AgentId::new),
                        fields.optionallyParsed("since", Instant::parse),
                        actor);
        return switch (asked) {
            case Investigation.Asked.Answered(var inquiry) -> {
                var drafts = JsonObject.builder();
                inquiry.reviewDraft().forEach(drafts::and);
                yield incident.review().plus("drafts", drafts.build());
            }
            case Investigation.Asked.Refused(var why) -> throw new Refusal(4, why);
        };
    }

    private JsonObject runbook(CaseId id) {
        var course = incidents.casework().course(found(id));
        return JsonObject.with("case", id.value())
                .and("state", Fields.spelling(found(id).state()))
                .and(
                        "runbook",
                        new JsonArray(course.rows().stream()
                                .<JsonValue>map(Course.Row::json)
                                .toList()))
                .and("playbook", CasePlaybook.of(course))
                .build();
    }

    private JsonObject answered(Actor.Human actor, Fields fields) {
        var id = id(fields);
        refused(incidents
                .casework()
                .answer(id, fields.text("step"), fields.optionalText("choice"), fields.text("text"), actor));
        return runbook(id);
    }

    private JsonObject skipped(Actor.Human actor, Fields fields) {
        var id = id(fields);
        refused(incidents.casework().skip(id, fields.text("step"), fields.text("reason"), actor));
        return runbook(id);
    }

    /** Without a word it only looks. */
    private JsonObject reactivate(Actor.Human actor, Fields fields) {
        var agent = fields.optionallyParsed("agent", AgentId::new);
        var id = id(fields);
        var asked = fields.optionalText("agree")
                .map(text -> incidents.recovery().agree(id, agent, text, actor))
                .orElseGet(() -> incidents.recovery().look(id, agent));
        return switch (asked) {
            case Recovery.Asked.Looked(var gate, var reactivated) ->
                gate.json().plus("reactivated", new JsonBoolean(reactivated));
            case Recovery.Asked.Refused(var why) -> throw new Refusal(4, why);
        };
    }

    private JsonObject confirm(Actor.Human actor, Fields fields) {
        var id = id(fields);
        return after(
                id,
                incidents.containment().confirm(id, fields.oneOf("step", Step.class), fields.text("evidence"), actor));
    }

    private JsonObject isolate(Actor.Human actor, Fields fields) {
        var id = id(fields);
        return after(id, incidents.isolation().isolate(id, fields.text("reason"), actor));
    }

    private JsonObject release(Actor.Human actor, Fields fields) {
        var id = id(fields);
        return after(id, incidents.isolation().release(id, fields.text("reason"), actor));
    }

    private JsonObject plan(Actor.Human actor, Fields fields) {
        var id = id(fields);
        var plan = new AfterAction.Plan(
                fields.text("text"),
                fields.parsed("owner", PersonId::new),
                fields.parsed("due", IncidentVerbs::endOf),
                fields.optionalText("scenario"));
        return after(id, incidents.afterAction().plan(id, plan, actor));
    }

    /** The end of that day in UTC. */
    private static Instant endOf(String day) {
        return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private JsonObject done(Actor.Human actor, Fields fields) {
        var id = id(fields);
        return after(id, incidents.afterAction().done(id, fields.text("action"), fields.text("text"), actor));
    }

    private JsonObject close(Actor.Human actor, Fields fields) {
        var id = id(fields);
        return after(id, incidents.afterAction().close(id, fields.text("reason"), actor));
    }

    private JsonObject after(CaseId id, Optional<String> why) {
        refused(why);
        return found(id).json();
    }

    private static void refused(Optional<String> why) {
        why.ifPresent(reason -> {
            throw new Refusal(4, reason);
        });
    }
}
