package dev.bailiwick.console.signin;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.procedure.signin.Consents;
import java.util.Optional;
import java.util.function.Function;

/** Where a person agrees to a grave change that they asked for on the command line. */
public final class ConsentPages implements Pages {
    /**
     * One change that waits.
     *
     * @param agreed whether it waits only for the command to be repeated
     * @param notice why the last press did not count
     */
    public record View(String id, String words, String digest, boolean agreed, Optional<String> notice) {}

    private final Consents consents;

    public ConsentPages(Consents consents) {
        this.consents = consents;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/consents/{id}", visit -> with(visit, change -> page(change, 200, Optional.empty())))
                .post(
                        "/consents/{id}/challenge",
                        visit -> with(visit, change -> Presenting.question(consents.challenge(change))))
                .post("/consents/{id}", visit -> with(visit, change -> agree(visit, change)));
    }

    private Answer with(Visit visit, Function<Consents.Wanted, Answer> then) {
        return consents.find(visit.person().id(), visit.path().getOrDefault("id", ""))
                .map(then)
                .orElseGet(() -> Answer.notFound("change of yours that waits"));
    }

    private Answer agree(Visit visit, Consents.Wanted change) {
        var why = consents.agree(visit.actor(), change, Presenting.presented(visit));
        return why.isEmpty() ? new Answer.Go("/consents/" + change.id()) : page(change, 409, why);
    }

    private static Answer page(Consents.Wanted change, int status, Optional<String> notice) {
        var view = new View(
                change.id(),
                change.words(),
                change.action().hex(),
                change.given().isPresent(),
                notice);
        return new Answer.Page(status, "Agree", "consent.jte", view);
    }
}
