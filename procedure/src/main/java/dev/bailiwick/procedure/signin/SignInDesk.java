package dev.bailiwick.procedure.signin;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes one-time links, turns each into one session, and knows whose session a request belongs to. */
public final class SignInDesk {
    /** How long a link may lie unused. */
    public static final Duration LINK = Duration.ofMinutes(15);

    /** How long a session lasts. */
    public static final Duration SESSION = Duration.ofHours(8);

    private final SignIns signIns;
    private final CurrentFacts facts;
    private final AuditLog log;
    private final InstantSource clock;
    private final Supplier<String> chance;

    public SignInDesk(SignIns signIns, CurrentFacts facts, AuditLog log, InstantSource clock, Supplier<String> chance) {
        this.signIns = signIns;
        this.facts = facts;
        this.log = log;
        this.clock = clock;
        this.chance = chance;
    }

    /** A token for a one-time link, for an active person. */
    public Optional<String> link(PersonId person) {
        if (active(person).isEmpty()) return Optional.empty();
        String token = chance.get();
        signIns.offer(new SignIns.Link(Digest.of(token), person, clock.instant().plus(LINK)));
        return Optional.of(token);
    }

    /** Exchanges a link's token for a session's, once. */
    public Optional<String> redeem(String linkToken) {
        String session = chance.get();
        var now = clock.instant();
        var opened = signIns.redeem(Digest.of(linkToken), Digest.of(session), now, now.plus(SESSION));
        var person = opened.flatMap(found -> active(found.person()));
        record(
                person.<Actor>map(found -> actor(found.id())).orElseGet(Actor.House::new),
                person.isPresent() ? "signed-in" : "link-refused");
        return person.map(_ -> session);
    }

    /** Whose session this is, while it lasts and the person is active. */
    public Optional<Person> person(String sessionToken) {
        return signIns.find(Digest.of(sessionToken), clock.instant()).flatMap(found -> active(found.person()));
    }

    public void signOut(String sessionToken) {
        person(sessionToken).ifPresent(person -> record(actor(person.id()), "signed-out"));
        signIns.end(Digest.of(sessionToken));
    }

    private Optional<Person> active(PersonId id) {
        return facts.now().person(id).filter(Person::active);
    }

    private static Actor actor(PersonId person) {
        return new Actor.Human(person, Actor.Channel.CONSOLE);
    }

    private void record(Actor actor, String what) {
        log.append(Event.of(
                Event.Kind.SIGN_IN, actor, JsonObject.with("what", what).build()));
    }
}
