package dev.bailiwick.console.programme;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.programme.Duty;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.programme.ProgrammeDesk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One page: the programme's calendar, what is overdue first. */
public final class ProgrammePages implements Pages {
    private static final int MOST = 300;

    /** One duty; {@code effect} says what it does while it is overdue. */
    public record Line(
            String id,
            String title,
            String how,
            String state,
            String tone,
            String due,
            String owner,
            boolean escalated,
            String last,
            String effect,
            boolean mine) {}

    public record View(List<Line> lines, long overdue, long blocking, Optional<String> notice) {
        public View {
            lines = List.copyOf(lines);
        }
    }

    private final ProgrammeDesk desk;
    private final Supplier<Facts> facts;
    private final InstantSource clock;

    public ProgrammePages(ProgrammeDesk desk, Supplier<Facts> facts, InstantSource clock) {
        this.desk = desk;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/programme", visit -> page(visit, 200, Optional.empty())).post("/programme/done", this::done);
    }

    private Answer page(Visit visit, int status, Optional<String> notice) {
        var now = clock.instant();
        var duties = desk.duties();
        var view = new View(
                duties.stream().limit(MOST).map(duty -> line(visit, duty, now)).toList(),
                duties.stream().filter(duty -> duty.overdue(now)).count(),
                duties.stream()
                        .filter(duty -> duty.overdue(now) && duty.what().blocks())
                        .count(),
                notice);
        return new Answer.Page(status, "Programme", "programme.jte", view);
    }

    private Answer done(Visit visit) {
        var id = visit.form().text("duty").orElse("");
        return desk.done(id, visit.actor(), visit.form().text("note").orElse(""))
                .map(why -> page(visit, 409, Optional.of(why)))
                .orElseGet(() -> new Answer.Go("/programme"));
    }

    private Line line(Visit visit, Duty duty, Instant now) {
        return new Line(
                duty.id(),
                duty.what().title(),
                duty.what().how(),
                state(duty, now),
                tone(duty, now),
                Spoken.time(duty.due()),
                owner(duty, now),
                duty.escalations(now) > 0,
                duty.last().map(Spoken::time).orElse("never"),
                duty.what().blocks() ? "tier 4 is refused" : "",
                desk.obstacle(duty, visit.actor()).isEmpty());
    }

    private String owner(Duty duty, Instant now) {
        var people = facts.get().people();
        return duty.owner(people.values(), now)
                .flatMap(id -> facts.get().person(id))
                .map(person -> person.name() + ", " + Fields.spelling(duty.function(now)))
                .orElse("nobody holds " + Fields.spelling(duty.function(now)));
    }

    private static String state(Duty duty, Instant now) {
        return switch (duty.state(now)) {
            case OVERDUE -> "overdue " + days(Duration.between(duty.due(), now));
            case SOON, LATER -> "in " + days(Duration.between(now, duty.due()));
        };
    }

    private static String days(Duration duration) {
        long days = duration.toDays();
        return days > 0 ? days + " d" : duration.toHours() + " h";
    }

    private static String tone(Duty duty, Instant now) {
        return switch (duty.state(now)) {
            case OVERDUE -> "bad";
            case SOON -> "wait";
            case LATER -> "good";
        };
    }
}
