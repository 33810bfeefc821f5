package dev.bailiwick.console.review;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.review.Campaign;
import dev.bailiwick.core.review.Grant;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.review.CampaignDesk;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The recertification: every grant beside what was done with it, and a word for each. */
public final class CampaignPages implements Pages {
    /** One grant; {@code mine} when the visitor runs its agent and says nothing of it. */
    public record Line(
            String name,
            String agent,
            String granted,
            String used,
            String last,
            String since,
            String state,
            String tone,
            String said,
            boolean mine) {}

    public record View(String id, String deadline, List<Line> lines, long open, Optional<String> notice) {
        public View {
            lines = List.copyOf(lines);
        }
    }

    private final CampaignDesk desk;
    private final InstantSource clock;

    public CampaignPages(CampaignDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/campaigns", visit -> page(visit, 200, Optional.empty())).post("/campaigns/answer", this::answer);
    }

    private Answer page(Visit visit, int status, Optional<String> notice) {
        var view = desk.current()
                .map(campaign -> view(visit, campaign, notice))
                .orElseGet(() -> new View("", "", List.of(), 0, notice));
        return new Answer.Page(status, "Recertification", "campaigns.jte", view);
    }

    private View view(Visit visit, Campaign campaign, Optional<String> notice) {
        var lines = campaign.grants().stream()
                .sorted(Comparator.comparing((Grant grant) -> campaign.state(grant, clock.instant()))
                        .thenComparing(Grant::name))
                .map(grant -> line(visit, campaign, grant))
                .toList();
        long open = campaign.grants().stream()
                .filter(grant -> !campaign.words().containsKey(grant.name()))
                .count();
        return new View(campaign.id(), Spoken.time(campaign.deadline()), lines, open, notice);
    }

    private Line line(Visit visit, Campaign campaign, Grant grant) {
        var state = campaign.state(grant, clock.instant());
        return new Line(
                grant.name(),
                grant.agent().value(),
                grant.granted(),
                grant.used() == 0 ? "never" : grant.used() + " times",
                grant.last().map(Spoken::time).orElse(""),
                grant.since().map(Spoken::time).orElse("not known"),
                Fields.spelling(state),
                tone(state),
                said(campaign, grant),
                grant.apart().contains(visit.person().id()));
    }

    private static String said(Campaign campaign, Grant grant) {
        return Optional.ofNullable(campaign.words().get(grant.name()))
                .map(word -> word.person() + ": " + word.reason())
                .orElse("");
    }

    private static String tone(Campaign.State state) {
        return switch (state) {
            case OPEN, REDUCED -> "wait";
            case KEPT -> "good";
            case REVOKED, LAPSED -> "bad";
        };
    }

    private Answer answer(Visit visit) {
        var form = visit.form();
        var answer = form.parsed("answer", CampaignPages::word);
        if (answer.isEmpty()) return page(visit, 409, Optional.of("Say what becomes of it."));
        var grants = List.of(form.text("grant").orElse(""));
        return desk.answer(grants, answer.get(), form.text("reason").orElse(""), visit.actor())
                .map(why -> page(visit, 409, Optional.of(why)))
                .orElseGet(() -> new Answer.Go("/campaigns"));
    }

    private static Campaign.Answer word(String text) {
        return Campaign.Answer.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
