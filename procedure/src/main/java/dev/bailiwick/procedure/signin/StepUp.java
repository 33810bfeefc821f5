package dev.bailiwick.procedure.signin;

import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Assertion;
import dev.bailiwick.core.people.SignInSettings.Demand;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.audit.ControlLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the person is there, and means this one action: what a session alone does not say. A passkey signs the action's
 * digest with a nonce of ours, once; what it signed is kept and checked again whenever it is to open something.
 */
public final class StepUp {
    /** How long a sign-in counts as fresh. */
    public static final Duration FRESH = Duration.ofMinutes(15);

    private static final String STALE = "this question was not asked of you, was answered already, or is older than "
            + Challenges.LIFE.toMinutes() + " minutes: try again";

    private final Passkeys passkeys;
    private final Authenticators authenticators;
    private final SignInDesk signIn;
    private final ControlLog log;
    private final Around around;
    private final Challenges challenges;

    /** What it needs of the world around it. */
    public record Around(InstantSource clock, Supplier<String> chance, Demand demand) {}

    public StepUp(Passkeys passkeys, Authenticators authenticators, SignInDesk signIn, ControlLog log, Around around) {
        this.passkeys = passkeys;
        this.authenticators = authenticators;
        this.signIn = signIn;
        this.log = log;
        this.around = around;
        challenges = new Challenges(around.chance());
    }

    /** What a person must do for a grave word to count. */
    public enum Ask {
        PASSKEY,
        /** They have none, and must register one. */
        FIRST_PASSKEY,
        /** They have none, and signed in too long ago. */
        SIGN_IN_AGAIN,
        /** A token speaks for them: nobody knows that they are there. */
        COME_IN_PERSON,
        /** They have none, and were authenticated a moment ago. */
        NOTHING;

        /** Why their word cannot count yet; empty when it can, or will with their passkey. */
        public Optional<String> obstacle() {
            return switch (this) {
                case PASSKEY, NOTHING -> Optional.empty();
                case FIRST_PASSKEY ->
                    Optional.of(
                            "this needs a passkey, and you have none: register one on the page Passkeys of the console");
                case SIGN_IN_AGAIN ->
                    Optional.of("you have no passkey, and signed in more than " + FRESH.toMinutes()
                            + " minutes ago: sign in again with a new link (./bailiwick sign-in)");
                case COME_IN_PERSON ->
                    Optional.of("an API token proves no person is there: do it in the console or on the command line");
            };
        }
    }

    /**
     * What somebody brings to prove it.
     *
     * @param session the console's session the word came in
     */
    public record Presented(Optional<Assertion> assertion, Optional<String> session) {
        public static final Presented NOTHING = new Presented(Optional.empty(), Optional.empty());
    }

    /** @param credentials the passkeys that may answer */
    public record Challenge(String nonce, Digest value, String site, List<String> credentials) {}

    /** What came of it. */
    public sealed interface Proved {
        /** @param assertion what a passkey signed; empty where none was asked for */
        record By(Optional<Assertion> assertion) implements Proved {}

        record Not(String why) implements Proved {}
    }

    /** A question that only this person's passkey can answer, and only for this action. */
    public Challenge challenge(PersonId person, Digest action) {
        String nonce = challenges.open(person, action, now());
        return new Challenge(nonce, Assertion.challenge(action, nonce), authenticators.site(), credentials(person));
    }

    private List<String> credentials(PersonId person) {
        return passkeys.of(person).stream()
                .filter(this::logged)
                .map(kept -> kept.passkey().id())
                .toList();
    }

    public Ask ask(Actor.Human actor, Optional<String> session) {
        if (actor.channel() == Actor.Channel.API) return Ask.COME_IN_PERSON;
        if (holds(actor.person())) return Ask.PASSKEY;
        if (around.demand() == Demand.ALWAYS) return Ask.FIRST_PASSKEY;
        boolean authenticatedNow = actor.channel() != Actor.Channel.CONSOLE;
        return authenticatedNow || fresh(actor.person(), session) ? Ask.NOTHING : Ask.SIGN_IN_AGAIN;
    }

    /** The log is asked: whoever takes a row from the store takes no demand away. */
    boolean holds(PersonId person) {
        return log.inForce(Binding.Kind.PASSKEY).stream()
                .anyMatch(each -> each.id().startsWith(Binding.passkeys(person)));
    }

    boolean fresh(PersonId person, Optional<String> session) {
        return session.flatMap(signIn::opened)
                .filter(opened -> opened.person().equals(person))
                .filter(opened -> now().isBefore(opened.opened().plus(FRESH)))
                .isPresent();
    }

    /** Proves one word about this action. What proves it is used up, whatever comes of it. */
    public Proved prove(Actor.Human actor, Digest action, Presented presented) {
        if (presented.assertion().isPresent() && actor.channel() != Actor.Channel.API)
            return signed(actor.person(), action, presented.assertion().get());
        var ask = ask(actor, presented.session());
        if (ask == Ask.PASSKEY) return new Proved.Not("this needs your passkey: answer in the console");
        return ask.obstacle().<Proved>map(Proved.Not::new).orElseGet(() -> new Proved.By(Optional.empty()));
    }

    private Proved signed(PersonId person, Digest action, Assertion assertion) {
        if (!takes(assertion.nonce(), person, action)) return new Proved.Not(STALE);
        var kept = passkeys.find(assertion.credential())
                .filter(found -> found.passkey().person().equals(person));
        if (kept.filter(this::logged).isEmpty()) return new Proved.Not("that passkey is none of yours");
        return switch (check(kept.get(), action, assertion, kept.get().counter())) {
            case Authenticators.Signed.Bad(var why) -> new Proved.Not("the passkey's answer does not count: " + why);
            case Authenticators.Signed.Good(var counter) ->
                passkeys.used(kept.get(), counter, now())
                        ? new Proved.By(Optional.of(assertion))
                        : new Proved.Not("the passkey answered twice at the same moment: try again");
        };
    }

    /** Whether this nonce was ours, for this person and this action. It never is again. */
    boolean takes(String nonce, PersonId person, Digest action) {
        return challenges.take(nonce, person, action, now());
    }

    private Authenticators.Signed check(Passkeys.Kept kept, Digest action, Assertion assertion, long counter) {
        var challenge = Assertion.challenge(action, assertion.nonce());
        return authenticators.check(kept.passkey().key(), assertion, challenge, counter);
    }

    private boolean logged(Passkeys.Kept kept) {
        return log.honours(Binding.of(kept.passkey()));
    }

    /** Why what proved a word then proves it no more, as a sentence goes on after the person's name; empty when it does. */
    public Optional<String> lost(PersonId person, Digest action, Optional<Assertion> assertion, Instant said) {
        return assertion.map(proof -> lost(person, action, proof)).orElseGet(() -> unproven(person, said));
    }

    private Optional<String> unproven(PersonId person, Instant said) {
        boolean had = passkeys.of(person).stream()
                .anyMatch(kept -> kept.passkey().registered().isBefore(said));
        return had || around.demand() == Demand.ALWAYS
                ? Optional.of("did not prove it with a passkey")
                : Optional.empty();
    }

    private Optional<String> lost(PersonId person, Digest action, Assertion assertion) {
        var kept = passkeys.find(assertion.credential())
                .filter(found -> found.passkey().person().equals(person))
                .filter(this::logged);
        if (kept.isEmpty()) return Optional.of("no longer has the passkey that proved it");
        return switch (check(kept.get(), action, assertion, 0)) {
            case Authenticators.Signed.Bad(var why) ->
                Optional.of("proved it with a passkey whose answer does not count: " + why);
            case Authenticators.Signed.Good _ -> Optional.empty();
        };
    }

    private Instant now() {
        return around.clock().instant();
    }
}
