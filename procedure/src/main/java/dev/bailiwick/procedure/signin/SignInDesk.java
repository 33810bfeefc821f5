package dev.bailiwick.procedure.signin;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.control.Binding.Kind;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.audit.Flood;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes one-time links, turns each into one session, and knows whose session a request belongs to. */
public final class SignInDesk {
    /** How long a link may lie unused. */
    public static final Duration LINK = Duration.ofMinutes(15);

    /** How long a session lasts. */
    public static final Duration SESSION = Duration.ofHours(8);

    private final SignIns signIns;
    private final Supplier<Facts> facts;
    private final ControlLog log;
    private final InstantSource clock;
    private final Supplier<String> chance;
    private final Flood refusals = new Flood();

    public SignInDesk(
            SignIns signIns, Supplier<Facts> facts, ControlLog log, InstantSource clock, Supplier<String> chance) {
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
        var link = new SignIns.Link(Digest.of(token), person, clock.instant().plus(LINK));
        record(
                new Actor.House(),
                "link-made",
                List.of(binding(Kind.SIGN_IN_LINK, link.secret(), person, link.expires())));
        signIns.offer(link);
        return Optional.of(token);
    }

    /** Exchanges a link's token for a session's, once. A link, or a session, that the log does not know opens nothing. */
    public Optional<String> redeem(String linkToken) {
        String session = chance.get();
        var link = Digest.of(linkToken);
        var now = clock.instant();
        var opened = signIns.redeem(link, Digest.of(session), now, now.plus(SESSION));
        var made = log.inForce(Kind.SIGN_IN_LINK).stream()
                .filter(each -> each.id().endsWith(link.hex()))
                .findFirst();
        var person = opened.filter(
                        found -> made.isPresent() && made.get().digest().equals(digest(found.person())))
                .flatMap(found -> active(found.person()));
        if (person.isEmpty()) signIns.end(Digest.of(session));
        List<Binding> bindings = new ArrayList<>();
        if (opened.isPresent()) made.ifPresent(each -> bindings.add(new Binding(each.key(), Optional.empty())));
        if (person.isPresent()) bindings.add(binding(opened.orElseThrow()));
        person.ifPresentOrElse(found -> record(actor(found.id()), "signed-in", bindings), () -> refused(bindings));
        return person.map(_ -> session);
    }

    /**
     * A session for an active person for whom somebody else vouches.
     *
     * @param by who does
     */
    public Optional<String> vouched(PersonId person, String by) {
        if (active(person).isEmpty()) return Optional.empty();
        String token = chance.get();
        var now = clock.instant();
        var session = new SignIns.ConsoleSession(Digest.of(token), person, now, now.plus(SESSION));
        var body = JsonObject.with("what", "signed-in").and("by", by).build();
        log.append(Event.of(Event.Kind.SIGN_IN, actor(person), Binding.in(body, binding(session))));
        signIns.open(session);
        return Optional.of(token);
    }

    /** Somebody came back from who vouches, and it does not count. */
    public void notVouched(String why) {
        refusals.admit("not-vouched", clock.instant())
                .ifPresent(untold -> log.append(Event.of(
                        Event.Kind.SIGN_IN,
                        new Actor.House(),
                        JsonObject.with("what", "not-vouched")
                                .and("reason", why)
                                .and("untold", untold)
                                .build())));
    }

    /** Anybody can present links without end: what changes no state is counted in a flood, not written down one by one. */
    private void refused(List<Binding> bindings) {
        boolean told = refusals.admit("link-refused", clock.instant()).isPresent();
        if (told || !bindings.isEmpty()) record(new Actor.House(), "link-refused", bindings);
    }

    private static Binding binding(SignIns.ConsoleSession session) {
        return binding(Kind.SIGN_IN, session.secret(), session.person(), session.expires());
    }

    private static Binding binding(Kind kind, Digest secret, PersonId person, Instant expires) {
        return new Binding(kind.key(expires, secret.hex()), digest(person));
    }

    private static Optional<Digest> digest(PersonId person) {
        return Optional.of(Digest.of(JsonObject.with("person", person.value()).build()));
    }

    /** Whose session this is, while it lasts and the person is active. */
    public Optional<Person> person(String sessionToken) {
        return opened(sessionToken).flatMap(found -> active(found.person()));
    }

    /** The session, while it lasts, if the log knows it. */
    Optional<SignIns.ConsoleSession> opened(String sessionToken) {
        return signIns.find(Digest.of(sessionToken), clock.instant()).filter(found -> log.honours(binding(found)));
    }

    /** The sessions of this person that open something now, newest first. */
    public List<SignIns.ConsoleSession> sessions(PersonId person) {
        return signIns.of(person, clock.instant()).stream()
                .filter(found -> log.honours(binding(found)))
                .toList();
    }

    /** Ends one session of this person, by the digest it is kept under. False when there is none of theirs. */
    public boolean end(PersonId person, Digest session) {
        var found = sessions(person).stream()
                .filter(each -> each.secret().equals(session))
                .findFirst();
        found.ifPresent(ending -> {
            signIns.end(session);
            record(
                    actor(person),
                    "signed-out",
                    List.of(new Binding(binding(ending).key(), Optional.empty())));
        });
        return found.isPresent();
    }

    /** Ends every session of this person at once, and spoils every link that was offered to them. Returns how many ended. */
    public int signOutEverywhere(PersonId person, Actor by) {
        var ended = signIns.of(person, clock.instant()).stream()
                .map(session -> new Binding(binding(session).key(), Optional.empty()))
                .toList();
        signIns.endAll(person);
        var body = JsonObject.with("what", "signed-out-everywhere").and("person", person.value());
        log.append(Event.of(Event.Kind.SIGN_IN, by, Binding.in(body.build(), ended)));
        return ended.size();
    }

    public void signOut(String sessionToken) {
        var session = Digest.of(sessionToken);
        var found = signIns.find(session, clock.instant());
        var person = person(sessionToken);
        signIns.end(session);
        person.ifPresent(gone -> record(
                actor(gone.id()),
                "signed-out",
                List.of(new Binding(binding(found.orElseThrow()).key(), Optional.empty()))));
    }

    private Optional<Person> active(PersonId id) {
        return facts.get().person(id).filter(known -> known.activeAt(clock.instant()));
    }

    private static Actor actor(PersonId person) {
        return new Actor.Human(person, Actor.Channel.CONSOLE);
    }

    private void record(Actor actor, String what, List<Binding> bindings) {
        var body = Binding.in(JsonObject.with("what", what).build(), bindings);
        log.append(Event.of(Event.Kind.SIGN_IN, actor, body));
    }
}
