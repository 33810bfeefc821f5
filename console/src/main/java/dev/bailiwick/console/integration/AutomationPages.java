package dev.bailiwick.console.integration;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Shown;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.register.automation.AutomationId;
import dev.bailiwick.core.register.automation.Hours;
import dev.bailiwick.core.register.automation.Scope;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.register.AutomationDesk;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What agents do by themselves, and whose word it rests on; an owner attests here. */
public final class AutomationPages implements Pages {
    /** What one is for. */
    public record Bounds(
            List<String> systems,
            List<String> operations,
            List<String> hosts,
            List<String> data,
            int ceiling,
            String hours,
            String outside) {}

    /** An act outside. */
    public record Tried(long entry, String at, Shown how) {}

    /** One automation. */
    public record Line(
            String id,
            String agent,
            String job,
            String owner,
            Shown purpose,
            Shown words,
            Bounds bounds,
            String state,
            String tone,
            List<Tried> tried,
            boolean yours) {}

    /** All of them. */
    public record Board(List<Line> lines, Optional<String> notice) {
        public Board {
            lines = List.copyOf(lines);
        }
    }

    private final AutomationDesk desk;

    public AutomationPages(AutomationDesk desk) {
        this.desk = desk;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/automations", visit -> page(visit, 200, Optional.empty()))
                .post("/automations/{id}/attest", this::attest);
    }

    private Answer attest(Visit visit) {
        var id = visit.part("id", AutomationId::new);
        if (id.isEmpty()) return Answer.notFound("automation");
        return desk.attest(id.get(), visit.actor())
                .map(why -> page(visit, 409, Optional.of(why)))
                .orElseGet(() -> new Answer.Go("/automations"));
    }

    private Answer page(Visit visit, int status, Optional<String> notice) {
        var lines = desk.all().stream().map(each -> line(visit, each)).toList();
        return new Answer.Page(status, "Automations", "automations.jte", new Board(lines, notice));
    }

    private Line line(Visit visit, AutomationDesk.Standing each) {
        var automation = each.attested().automation();
        return new Line(
                automation.id().value(),
                automation.agent().value(),
                automation.job(),
                automation.owner().value(),
                Shown.block(automation.purpose()),
                Shown.block(automation.words()),
                bounds(automation.scope(), Fields.spelling(automation.outside())),
                state(each),
                each.waits() ? "wait" : "good",
                each.outside().reversed().stream()
                        .limit(5)
                        .map(AutomationPages::tried)
                        .toList(),
                desk.obstacle(each.attested(), visit.actor()).isEmpty());
    }

    private static Tried tried(AutomationDesk.Tried act) {
        return new Tried(act.entry(), Spoken.time(act.at()), Shown.line(act.how()));
    }

    private static String state(AutomationDesk.Standing each) {
        return each.attested().until().getEpochSecond() == 0
                ? "not attested: nothing above tier 1"
                : "attested until " + Spoken.time(each.attested().until());
    }

    private static Bounds bounds(Scope scope, String outside) {
        return new Bounds(
                sorted(scope.systems()),
                sorted(scope.operations()),
                sorted(scope.hosts()),
                sorted(scope.data().stream().map(Fields::spelling).toList()),
                scope.ceiling().number(),
                scope.hours().map(Hours::toString).orElse("at any time"),
                outside.equals("ask") ? "Business is asked" : "refused");
    }

    private static List<String> sorted(Collection<String> texts) {
        return texts.stream().sorted().toList();
    }
}
