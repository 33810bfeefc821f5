package dev.bailiwick.console.integration;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.procedure.register.IntegrationDesk;
import dev.bailiwick.procedure.register.Retirement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What waits for owners, what is approved, and deciding about one. */
public final class IntegrationPages implements Pages {
    private static final int MOST = 200;

    /** The list. */
    public record Board(List<IntegrationView.Line> requests, List<IntegrationView.Line> others, boolean required) {
        public Board {
            requests = List.copyOf(requests);
            others = List.copyOf(others);
        }
    }

    private final IntegrationDesk desk;
    private final Retirement retirement;
    private final Supplier<Facts> facts;
    private final InstantSource clock;

    public IntegrationPages(IntegrationDesk desk, Retirement retirement, Supplier<Facts> facts, InstantSource clock) {
        this.desk = desk;
        this.retirement = retirement;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/integrations", this::board)
                .get("/integrations/{id}", visit -> with(visit, each -> page(visit, each, 200, Optional.empty())))
                .post("/integrations/{id}/accept", visit -> with(visit, each -> accept(visit, each)))
                .post("/integrations/{id}/refuse", visit -> with(visit, each -> end(visit, each, desk::refuse)))
                .post("/integrations/{id}/retire", visit -> with(visit, each -> end(visit, each, retirement::retire)));
    }

    private Answer board(Visit visit) {
        var requests = desk.live().stream()
                .filter(IntegrationPages::waits)
                .limit(MOST)
                .map(each -> line(visit, each))
                .toList();
        var others = desk.list(MOST, visit.page() * MOST).stream()
                .filter(each -> !waits(each))
                .map(each -> line(visit, each))
                .toList();
        var required = facts.get().grants().required();
        return Answer.page("Integrations", "integrations.jte", new Board(requests, others, required));
    }

    private static boolean waits(Integration each) {
        return each.state() == Integration.State.REQUESTED;
    }

    private IntegrationView.Line line(Visit visit, Integration each) {
        return IntegrationView.Line.of(each, visit.person().id(), clock.instant(), category(each));
    }

    /** What no guide knows counts as able to do everything. */
    private String category(Integration each) {
        return desk.guides()
                .find(each.ask().system())
                .map(guide -> GuidePages.category(guide.category()))
                .orElse("unclassified");
    }

    private Answer with(Visit visit, Function<Integration, Answer> then) {
        return visit.part("id", IntegrationId::new)
                .flatMap(desk::find)
                .map(then)
                .orElseGet(() -> Answer.notFound("integration"));
    }

    private Answer page(Visit visit, Integration each, int status, Optional<String> notice) {
        var view = IntegrationView.of(
                each, visit.actor(), clock.instant(), category(each), desk.obstacle(each, visit.actor()), notice);
        return new Answer.Page(status, "Integration", "integration.jte", view);
    }

    private Answer accept(Visit visit, Integration each) {
        var exception = visit.form().parsed("exception", IntegrationPages::day);
        var remark = visit.form().text("reason").map(_ -> visit.form().reason()).orElse("");
        return answer(visit, each, desk.accept(each.id(), visit.actor(), remark, exception));
    }

    private static Instant day(String text) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** One of the two ways to end it. */
    private interface End {
        Optional<String> end(IntegrationId id, dev.bailiwick.core.people.Actor.Human actor, String reason);
    }

    private Answer end(Visit visit, Integration each, End how) {
        return answer(
                visit, each, how.end(each.id(), visit.actor(), visit.form().reason()));
    }

    private Answer answer(Visit visit, Integration each, Optional<String> obstacle) {
        return obstacle.map(why -> page(visit, desk.find(each.id()).orElse(each), 409, Optional.of(why)))
                .orElseGet(() -> new Answer.Go("/integrations/" + each.id()));
    }
}
