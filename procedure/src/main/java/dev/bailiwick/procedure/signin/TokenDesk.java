package dev.bailiwick.procedure.signin;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.ApiToken;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Scope;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.TokenId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.audit.Flood;
import dev.bailiwick.procedure.signin.StepUp.Presented;
import dev.bailiwick.procedure.signin.StepUp.Proved;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes API tokens, recognises them, and ends them. Only digests are kept; a value is handed out once. */
public final class TokenDesk {
    /** How long a token may live. */
    public static final Duration LONGEST = Duration.ofDays(90);

    /** Its last use is kept to the minute. */
    static final Duration GRAIN = Duration.ofMinutes(1);

    private static final int MOST = 20;
    private static final int PAGE = 200;

    private final Tokens tokens;
    private final Supplier<Facts> facts;
    private final ControlLog log;
    private final StepUp stepUp;
    private final Around around;
    private final Flood refusals = new Flood();

    /**
     * What it needs of the world around it.
     *
     * @param chance at least 128 bits that nobody can guess, as URL-safe text
     */
    public record Around(InstantSource clock, Supplier<TokenId> ids, Supplier<String> chance) {}

    public TokenDesk(Tokens tokens, Supplier<Facts> facts, ControlLog log, StepUp stepUp, Around around) {
        this.tokens = tokens;
        this.facts = facts;
        this.log = log;
        this.stepUp = stepUp;
        this.around = around;
    }

    /** What somebody wants a token for. */
    public record Plan(String name, Set<Scope> scopes, Duration life) {
        public Plan {
            scopes = Set.copyOf(scopes);
        }

        JsonObject json() {
            return JsonObject.with("what", "token-made")
                    .and("name", name)
                    .and(
                            "scopes",
                            JsonArray.ofStrings(scopes.stream()
                                    .sorted()
                                    .map(Fields::spelling)
                                    .toList()))
                    .and("hours", life.toHours())
                    .build();
        }
    }

    /** What became of a plan. */
    public sealed interface Made {
        /** @param value what is presented; nobody can read it again */
        record Token(ApiToken token, String value) implements Made {}

        record Not(String why) implements Made {}
    }

    /** What somebody presented. */
    public sealed interface Checked {
        record Good(ApiToken token, Person person) implements Checked {
            public Actor.Human actor() {
                return new Actor.Human(person.id(), Actor.Channel.API);
            }
        }

        record Refused() implements Checked {}
    }

    /** What the actor must do for a plan to count. */
    public StepUp.Ask ask(Actor.Human actor, String session) {
        return stepUp.ask(actor, Optional.of(session));
    }

    /** What this person's passkey must sign for the plan. */
    public StepUp.Challenge challenge(Actor.Human actor, Plan plan) {
        return stepUp.challenge(actor.person(), Digest.of(plan.json()));
    }

    /** Makes one for the actor, who proves that they are there: a stolen session would outlive itself in a token. */
    public Made make(Actor.Human actor, Plan plan, Presented presented) {
        return switch (stepUp.prove(actor, Digest.of(plan.json()), presented)) {
            case Proved.Not(var why) -> new Made.Not(why);
            case Proved.By _ -> make(actor, plan);
        };
    }

    /** Makes one for an actor whose agreement was asked for already. */
    public Made make(Actor.Human actor, Plan plan) {
        var obstacle = obstacle(actor, plan);
        if (obstacle.isPresent()) return new Made.Not(obstacle.get());
        String value = ApiToken.PREFIX + around.chance().get();
        try {
            var token = new ApiToken(
                    around.ids().get(),
                    actor.person(),
                    plan.name(),
                    plan.scopes(),
                    Digest.of(value),
                    now(),
                    now().plus(plan.life()));
            record(actor, "token-made", token, Binding.of(token));
            tokens.add(token);
            return new Made.Token(token, value);
        } catch (IllegalArgumentException e) {
            return new Made.Not(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> obstacle(Actor.Human actor, Plan plan) {
        if (actor.channel() == Actor.Channel.API) return Optional.of("a token makes no tokens");
        if (active(actor).isEmpty()) return Optional.of("you are not an active person of the register");
        if (plan.life().compareTo(LONGEST) > 0
                || plan.life().isNegative()
                || plan.life().isZero()) return Optional.of("a token lives at most " + LONGEST.toDays() + " days");
        long live = tokens.of(actor.person()).stream()
                .filter(kept -> kept.live(now()))
                .count();
        return live < MOST ? Optional.empty() : Optional.of("you have " + MOST + " tokens already: revoke one");
    }

    /** Whose token this is, while it lasts, its person is active and the log knows it. Whatever else is presented is an entry. */
    public Checked check(String value) {
        var kept = tokens.find(Digest.of(value));
        var person = kept.flatMap(each -> person(each.token()));
        var why = kept.map(each -> wrong(each, person)).orElse(Optional.of("unknown"));
        if (why.isPresent()) return refused(kept, why.get());
        seen(kept.orElseThrow());
        return new Checked.Good(kept.get().token(), person.orElseThrow());
    }

    private Optional<String> wrong(Tokens.Kept kept, Optional<Person> person) {
        if (kept.revoked().isPresent()) return Optional.of("revoked");
        if (!kept.token().live(now())) return Optional.of("expired");
        if (!log.honours(Binding.of(kept.token()))) return Optional.of("not in the log");
        return person.isEmpty() ? Optional.of("its person is not active") : Optional.empty();
    }

    private void seen(Tokens.Kept kept) {
        var now = now();
        boolean stale = kept.used()
                .map(used -> Duration.between(used, now).compareTo(GRAIN) >= 0)
                .orElse(true);
        if (stale) tokens.used(kept.token().id(), now);
    }

    /** Anybody can present tokens without end: a flood of refusals is counted, not written down one by one. */
    private Checked refused(Optional<Tokens.Kept> kept, String why) {
        tell(
                JsonObject.with("what", "token-refused")
                        .and("reason", why)
                        .and(
                                "token",
                                kept.map(
                                        each -> new JsonString(each.token().id().value()))),
                new Actor.House());
        return new Checked.Refused();
    }

    /** A token asked for what no token may. */
    public void overreached(Checked.Good caller, String what) {
        tell(
                JsonObject.with("what", "token-overreached")
                        .and("reason", what)
                        .and("token", caller.token().id().value()),
                caller.actor());
    }

    private void tell(JsonObject.Builder body, Actor actor) {
        refusals.admit(body.build().string("what").orElse(""), now()).ifPresent(untold -> {
            if (untold > 0) body.and("untold", untold);
            log.append(Event.of(Event.Kind.SIGN_IN, actor, body.build()));
        });
    }

    /** Ends one: its person does, and whoever may stop things. Returns why it cannot be done, empty when it was. */
    public Optional<String> revoke(Actor.Human actor, TokenId id) {
        var kept = tokens.find(id);
        if (kept.isEmpty()) return Optional.of("there is no " + id);
        var person = active(actor);
        if (person.isEmpty()) return Optional.of("you are not an active person of the register");
        boolean own = kept.get().token().person().equals(actor.person());
        var obstacle = own ? Optional.<String>empty() : person.get().obstacle(Permission.STOP);
        if (obstacle.isPresent()) return obstacle;
        end(kept.get(), actor);
        return Optional.empty();
    }

    private void end(Tokens.Kept kept, Actor actor) {
        tokens.revoke(kept.token().id(), now());
        if (kept.revoked().isEmpty())
            record(
                    actor,
                    "token-revoked",
                    kept.token(),
                    new Binding(Binding.of(kept.token()).key(), Optional.empty()));
    }

    /** Everybody's, newest first: whoever reads sees what programs come in, never a value. */
    public List<Tokens.Kept> list() {
        return tokens.list(PAGE, 0);
    }

    private Optional<Person> active(Actor.Human actor) {
        return facts.get().person(actor.person()).filter(known -> known.activeAt(now()));
    }

    private Optional<Person> person(ApiToken token) {
        return facts.get().person(token.person()).filter(known -> known.activeAt(now()));
    }

    private void record(Actor actor, String what, ApiToken token, Binding binding) {
        var body = JsonObject.with("what", what).and("token", token.json()).build();
        log.append(Event.of(Event.Kind.SIGN_IN, actor, Binding.in(body, binding)));
    }

    private Instant now() {
        return around.clock().instant();
    }
}
