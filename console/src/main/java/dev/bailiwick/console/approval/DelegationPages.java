package dev.bailiwick.console.approval;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Form;
import dev.bailiwick.console.frame.NotUnderstood;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.approval.DelegationDesk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Who stands in for whom: handing a function over for a while, and taking it back. */
public final class DelegationPages implements Pages {
    private static final Duration PROPOSED = Duration.ofDays(7);

    /** One delegation. */
    public record Line(
            String id,
            String from,
            String to,
            String functions,
            String starts,
            String ends,
            String reason,
            String state,
            String tone) {}

    /** A function or a person to choose. */
    public record Choice(String value, String words) {}

    /** @param mine the functions the viewer could hand over; none when they approve nothing */
    public record View(
            List<Line> lines,
            List<Choice> mine,
            List<Choice> deputies,
            String from,
            String until,
            boolean mayEnd,
            Optional<String> notice) {
        public View {
            lines = List.copyOf(lines);
            mine = List.copyOf(mine);
            deputies = List.copyOf(deputies);
        }
    }

    private final DelegationDesk desk;
    private final Supplier<Facts> facts;
    private final InstantSource clock;

    public DelegationPages(DelegationDesk desk, Supplier<Facts> facts, InstantSource clock) {
        this.desk = desk;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/people/deputies", visit -> page(visit, 200, Optional.empty()))
                .post("/people/deputies", visit -> after(visit, desk.give(visit.actor(), plan(visit.form()))))
                .post("/people/deputies/{id}/end", this::end);
    }

    private Answer page(Visit visit, int status, Optional<String> notice) {
        Instant now = clock.instant();
        var viewer = facts.get().person(visit.actor().person());
        var view = new View(
                desk.current().stream().map(each -> line(each, now)).toList(),
                viewer.map(DelegationPages::functions).orElse(List.of()),
                deputies(visit.actor().person(), now),
                local(now),
                local(now.plus(PROPOSED)),
                desk.obstacleToEnding(visit.actor()).isEmpty(),
                notice);
        return new Answer.Page(status, "Standing in", "deputies.jte", view);
    }

    private static List<Choice> functions(Person viewer) {
        if (!viewer.may(Permission.APPROVE)) return List.of();
        return viewer.functions().stream()
                .sorted()
                .map(each -> new Choice(Fields.spelling(each), Spoken.function(each)))
                .toList();
    }

    private List<Choice> deputies(PersonId viewer, Instant now) {
        return facts.get().people().values().stream()
                .filter(each -> each.activeAt(now) && each.may(Permission.APPROVE))
                .map(Person::id)
                .filter(each -> !each.equals(viewer))
                .map(each -> new Choice(each.value(), each.value()))
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
    }

    private static Line line(Delegation delegation, Instant now) {
        boolean inForce = delegation.inForce(now);
        return new Line(
                delegation.id().value(),
                delegation.from().value(),
                delegation.to().value(),
                Spoken.functions(delegation.functions()),
                Spoken.time(delegation.starts()),
                Spoken.time(delegation.ends()),
                delegation.reason(),
                inForce ? "in force" : "begins later",
                inForce ? "good" : "quiet");
    }

    private static String local(Instant at) {
        return LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.MINUTES), ZoneOffset.UTC)
                .toString();
    }

    private static DelegationDesk.Plan plan(Form form) {
        return new DelegationDesk.Plan(
                form.parsed("to", PersonId::new)
                        .orElseThrow(() -> new NotUnderstood("Please choose who stands in for you.")),
                chosen(form),
                instant(form, "from"),
                instant(form, "until"),
                form.reason());
    }

    private static Set<Function> chosen(Form form) {
        var functions = EnumSet.noneOf(Function.class);
        for (var each : Function.values()) if (form.checked("function-" + Fields.spelling(each))) functions.add(each);
        if (functions.isEmpty()) throw new NotUnderstood("Please choose at least one function.");
        return functions;
    }

    private static Instant instant(Form form, String name) {
        return form.parsed(name, text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC))
                .orElseThrow(() -> new NotUnderstood("Standing in has a start and an end."));
    }

    private Answer end(Visit visit) {
        return visit.part("id", DelegationId::new)
                .map(id -> after(visit, desk.end(visit.actor(), id)))
                .orElseGet(() -> Answer.notFound("delegation"));
    }

    private Answer after(Visit visit, DelegationDesk.Answer answer) {
        return switch (answer) {
            case DelegationDesk.Answer.Done _ -> new Answer.Go("/people/deputies");
            case DelegationDesk.Answer.NotDone(var why) -> page(visit, 409, Optional.of(why));
        };
    }
}
