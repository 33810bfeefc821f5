package dev.bailiwick.console.incident;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.incident.IncidentView.Investigated;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.recovery.Gate;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.incident.Cases;
import dev.bailiwick.procedure.incident.Casework;
import dev.bailiwick.procedure.incident.Investigation;
import dev.bailiwick.procedure.incident.Recovery;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Every case, and one case step by step. */
public final class IncidentPages implements Pages {
    private static final int MOST = 200;

    /** Where cases are worked on. */
    public record Room(
            Cases cases,
            Casework casework,
            Investigation investigation,
            Recovery recovery,
            BiFunction<CaseId, Actor.Human, Optional<Path>> evidence,
            ContainPages.Lever lever) {}

    /** The list. */
    public record All(List<IncidentView.Line> lines) {
        public All {
            lines = List.copyOf(lines);
        }
    }

    private final Room room;

    public IncidentPages(Room room) {
        this.room = room;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/incidents", _ -> list())
                .get("/incidents/{id}", visit -> with(visit, incident -> page(visit, incident)))
                .post("/incidents/{id}/answer", visit -> with(visit, incident -> answer(visit, incident)))
                .post("/incidents/{id}/skip", visit -> with(visit, incident -> skip(visit, incident)))
                .post("/incidents/{id}/investigate", visit -> with(visit, incident -> investigate(visit, incident)))
                .post("/incidents/{id}/agree", visit -> with(visit, incident -> agree(visit, incident)))
                .post("/incidents/{id}/evidence", visit -> with(visit, incident -> evidence(visit, incident)));
    }

    private Answer list() {
        var lines = room.cases().all().stream()
                .limit(MOST)
                .map(incident -> IncidentView.Line.of(incident, room.casework().course(incident)))
                .toList();
        return Answer.page("Incidents", "incidents.jte", new All(lines));
    }

    private Answer with(Visit visit, java.util.function.Function<Incident, Answer> then) {
        return visit.part("id", CaseId::new)
                .flatMap(room.cases()::find)
                .map(then)
                .orElseGet(() -> Answer.notFound("case"));
    }

    private Answer page(Visit visit, Incident incident) {
        return page(visit, incident, 200, Optional.empty(), Optional.empty());
    }

    private Answer refused(Visit visit, Incident incident, String why) {
        return page(visit, incident, 409, Optional.empty(), Optional.of(why));
    }

    private Answer page(
            Visit visit, Incident incident, int status, Optional<Investigated> found, Optional<String> notice) {
        var functions = visit.person().active() ? visit.person().functions() : Set.<Function>of();
        var view = IncidentView.Case.of(room.casework().course(incident), functions, gate(incident), found, notice);
        return new Answer.Page(status, "Incident", "incident.jte", view);
    }

    /** What stands between the agent and its next run; nothing where the case is of every agent, or practised. */
    private Optional<Gate> gate(Incident incident) {
        if (incident.drill().isPresent()) return Optional.empty();
        return room.recovery().look(incident.id(), Optional.empty()) instanceof Recovery.Asked.Looked(var gate, var _)
                ? Optional.of(gate)
                : Optional.empty();
    }

    private Answer agree(Visit visit, Incident incident) {
        var asked = room.recovery()
                .agree(incident.id(), Optional.empty(), visit.form().reason(), visit.actor());
        return switch (asked) {
            case Recovery.Asked.Refused(var why) -> refused(visit, incident, why);
            case Recovery.Asked.Looked _ -> new Answer.Go("/incidents/" + incident.id());
        };
    }

    private Answer answer(Visit visit, Incident incident) {
        var form = visit.form();
        return after(
                visit,
                incident,
                room.casework()
                        .answer(
                                incident.id(),
                                form.required("step", "the step"),
                                form.text("choice"),
                                form.required("text", "an answer"),
                                visit.actor()));
    }

    private Answer skip(Visit visit, Incident incident) {
        var form = visit.form();
        return after(
                visit,
                incident,
                room.casework().skip(incident.id(), form.required("step", "the step"), form.reason(), visit.actor()));
    }

    private Answer after(Visit visit, Incident incident, Optional<String> why) {
        return why.map(reason -> refused(visit, incident, reason))
                .orElseGet(() -> new Answer.Go("/incidents/" + incident.id()));
    }

    private Answer investigate(Visit visit, Incident incident) {
        if (!security(visit)) return refused(visit, incident, "only Security investigates a case");
        var asked = room.investigation()
                .ask(incident.id(), visit.form().parsed("agent", AgentId::new), Optional.empty(), visit.actor());
        return switch (asked) {
            case Investigation.Asked.Refused(var why) -> refused(visit, incident, why);
            case Investigation.Asked.Answered(var inquiry) ->
                page(
                        visit,
                        room.cases().find(incident.id()).orElse(incident),
                        200,
                        Optional.of(Investigated.of(inquiry)),
                        Optional.empty());
        };
    }

    private Answer evidence(Visit visit, Incident incident) {
        if (!security(visit)) return refused(visit, incident, "only Security takes evidence");
        return room.evidence()
                .apply(incident.id(), visit.actor())
                .<Answer>map(Answer.Download::new)
                .orElseGet(() -> Answer.notFound("case"));
    }

    private static boolean security(Visit visit) {
        return visit.person().holds(Function.SECURITY);
    }
}
