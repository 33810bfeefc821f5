package dev.bailiwick.console.signin;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Form;
import dev.bailiwick.console.frame.NotUnderstood;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.people.Scope;
import dev.bailiwick.core.value.TokenId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.signin.StepUp;
import dev.bailiwick.procedure.signin.TokenDesk;
import dev.bailiwick.procedure.signin.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people's programs present to the HTTP API: everybody's tokens, making one, ending one. */
public final class TokenPages implements Pages {
    private static final String FIELD = "scope-";

    /** One token. */
    public record Line(
            String id,
            String name,
            String person,
            String scopes,
            String made,
            String ends,
            String used,
            String state,
            String tone) {}

    /** What a token may open. */
    public record Opens(String value, String words) {}

    /**
     * @param value of the token just made: shown this once
     * @param passkey whether making one asks the viewer's
     */
    public record View(
            List<Line> lines, List<Opens> scopes, boolean passkey, Optional<String> value, Optional<String> notice) {
        public View {
            lines = List.copyOf(lines);
            scopes = List.copyOf(scopes);
        }
    }

    private final TokenDesk desk;
    private final InstantSource clock;

    public TokenPages(TokenDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/tokens", visit -> page(visit, 200, Optional.empty(), Optional.empty()))
                .post("/tokens", this::make)
                .post("/tokens/making", visit -> Presenting.question(desk.challenge(visit.actor(), plan(visit.form()))))
                .post("/tokens/{id}/revoke", this::revoke);
    }

    private Answer page(Visit visit, int status, Optional<String> value, Optional<String> notice) {
        var now = clock.instant();
        var view = new View(
                desk.list().stream().map(kept -> line(kept, now)).toList(),
                Stream.of(Scope.values())
                        .map(scope -> new Opens(Fields.spelling(scope), scope.words()))
                        .toList(),
                desk.ask(visit.actor(), visit.session()) == StepUp.Ask.PASSKEY,
                value,
                notice);
        return new Answer.Page(status, "API tokens", "tokens.jte", view);
    }

    private static Line line(Tokens.Kept kept, Instant now) {
        var token = kept.token();
        boolean live = kept.live(now);
        return new Line(
                token.id().value(),
                token.name(),
                token.person().value(),
                token.scopes().stream().sorted().map(Fields::spelling).collect(Collectors.joining(", ")),
                Spoken.time(token.created()),
                Spoken.time(kept.revoked().orElse(token.expires())),
                kept.used().map(Spoken::time).orElse("never"),
                live ? "live" : kept.revoked().isPresent() ? "revoked" : "expired",
                live ? "good" : "wait");
    }

    private static TokenDesk.Plan plan(Form form) {
        var scopes = Stream.of(Scope.values())
                .filter(scope -> form.checked(FIELD + Fields.spelling(scope)))
                .collect(Collectors.toSet());
        long days = form.parsed("days", Long::parseLong)
                .orElseThrow(() -> new NotUnderstood("Please say for how many days."));
        return new TokenDesk.Plan(
                form.required("name", "the token a name"),
                Set.copyOf(scopes),
                Duration.ofDays(Math.clamp(days, 0, 10_000)));
    }

    private Answer make(Visit visit) {
        return switch (desk.make(visit.actor(), plan(visit.form()), Presenting.presented(visit))) {
            case TokenDesk.Made.Token(var _, var value) -> page(visit, 200, Optional.of(value), Optional.empty());
            case TokenDesk.Made.Not(var why) -> page(visit, 409, Optional.empty(), Optional.of(why));
        };
    }

    private Answer revoke(Visit visit) {
        var why = visit.part("id", TokenId::new)
                .map(id -> desk.revoke(visit.actor(), id))
                .orElse(Optional.of("there is no such token"));
        return why.isEmpty() ? new Answer.Go("/tokens") : page(visit, 409, Optional.empty(), why);
    }
}
