package dev.bailiwick.procedure.signin;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Assertion;
import dev.bailiwick.core.people.Passkey;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.signin.StepUp.Presented;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Where people register and remove their passkeys. The first one needs a fresh sign-in, every other change an old one's yes. */
public final class PasskeyDesk {
    private static final int MOST = 10;

    private final Passkeys passkeys;
    private final Authenticators authenticators;
    private final StepUp stepUp;
    private final ControlLog log;
    private final InstantSource clock;

    public PasskeyDesk(
            Passkeys passkeys, Authenticators authenticators, StepUp stepUp, ControlLog log, InstantSource clock) {
        this.passkeys = passkeys;
        this.authenticators = authenticators;
        this.stepUp = stepUp;
        this.log = log;
        this.clock = clock;
    }

    public List<Passkeys.Kept> of(PersonId person) {
        return passkeys.of(person);
    }

    /** What a new passkey must sign. */
    public StepUp.Challenge newcomer(PersonId person) {
        return stepUp.challenge(person, registering(person));
    }

    /** What an old passkey must sign for this person to add another. */
    public StepUp.Challenge adding(PersonId person) {
        return stepUp.challenge(person, change("add-passkey", person, ""));
    }

    /** What a passkey must sign for this one to be removed. */
    public StepUp.Challenge removing(PersonId person, String id) {
        return stepUp.challenge(person, change("remove-passkey", person, id));
    }

    private static Digest registering(PersonId person) {
        return change("register-passkey", person, "");
    }

    private static Digest change(String what, PersonId person, String id) {
        return Digest.of(JsonObject.with("what", what)
                .and("person", person.value())
                .and("passkey", id)
                .build());
    }

    /** Registers one. Returns why it cannot be done, empty when it was. */
    public Optional<String> register(
            Actor.Human actor, String name, Authenticators.Registration registration, Presented presented) {
        var person = actor.person();
        if (passkeys.of(person).size() >= MOST) return Optional.of("you have " + MOST + " passkeys already");
        var obstacle = first(actor, presented);
        if (obstacle.isPresent()) return obstacle;
        if (!stepUp.takes(registration.nonce(), person, registering(person)))
            return Optional.of("this registration was not asked for, or took too long: try again");
        var challenge = Assertion.challenge(registering(person), registration.nonce());
        return switch (authenticators.register(registration, challenge)) {
            case Authenticators.Attested.Bad(var why) -> Optional.of("this passkey does not count: " + why);
            case Authenticators.Attested.Good good -> added(actor, name, good);
        };
    }

    private Optional<String> first(Actor.Human actor, Presented presented) {
        if (stepUp.holds(actor.person()))
            return obstacle(stepUp.prove(actor, change("add-passkey", actor.person(), ""), presented));
        return stepUp.fresh(actor.person(), presented.session())
                ? Optional.empty()
                : Optional.of("you signed in more than " + StepUp.FRESH.toMinutes()
                        + " minutes ago: sign in again with a new link (./bailiwick sign-in)");
    }

    private static Optional<String> obstacle(StepUp.Proved proved) {
        return switch (proved) {
            case StepUp.Proved.Not(var why) -> Optional.of(why);
            case StepUp.Proved.By _ -> Optional.empty();
        };
    }

    private Optional<String> added(Actor.Human actor, String name, Authenticators.Attested.Good good) {
        if (passkeys.find(good.id()).isPresent()) return Optional.of("this passkey is registered already");
        var passkey = new Passkey(good.id(), actor.person(), name, good.key(), clock.instant());
        record(actor, "passkey-registered", passkey, Binding.of(passkey));
        passkeys.add(passkey, good.counter());
        return Optional.empty();
    }

    /** Removes one of the person's own. Returns why it cannot be done, empty when it was. */
    public Optional<String> remove(Actor.Human actor, String id, Presented presented) {
        var kept = passkeys.find(id).filter(found -> found.passkey().person().equals(actor.person()));
        if (kept.isEmpty()) return Optional.of("you have no such passkey");
        var obstacle = obstacle(stepUp.prove(actor, change("remove-passkey", actor.person(), id), presented));
        if (obstacle.isPresent()) return obstacle;
        passkeys.remove(id);
        var gone = new Binding(Binding.of(kept.get().passkey()).key(), Optional.empty());
        record(actor, "passkey-removed", kept.get().passkey(), gone);
        return Optional.empty();
    }

    private void record(Actor actor, String what, Passkey passkey, Binding binding) {
        var body = JsonObject.with("what", what).and("passkey", passkey.json()).build();
        log.append(Event.of(Event.Kind.SIGN_IN, actor, Binding.in(body, binding)));
    }
}
