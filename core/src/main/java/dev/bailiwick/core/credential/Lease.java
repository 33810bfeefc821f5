package dev.bailiwick.core.credential;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One credential that a backend was asked for. It is stored before the backend is called, so whatever a crash leaves alive
 * out there has a record here.
 *
 * @param id also what the backend calls it where it can be named, so that an orphan is found by its name
 * @param key the service key it belongs to
 * @param reference what the backend calls it where that is not the id; empty when nobody knows
 * @param note what was last heard of its end: a sentence for a person
 */
public record Lease(
        String id,
        String key,
        AgentId agent,
        SecretRef secret,
        Urgency urgency,
        Instant issued,
        Instant expires,
        State state,
        Optional<Fingerprint> fingerprint,
        String reference,
        String note) {
    private static final Pattern ID = Pattern.compile("lease-[0-9a-z]{12,32}");

    /** Where a lease stands. Only the first two let anything pass. */
    public enum State {
        /** The backend may have been asked; nothing is in use. */
        INTENDED,
        ACTIVE,
        /** To be ended, again and again, until a probe or a person says it is. */
        REVOKING,
        /** Ended, and it was proved. */
        REVOKED,
        /** Nothing but its expiry ends it. */
        LAPSING,
        /** A person must end it; the note says how. */
        WITH_A_PERSON
    }

    public Lease {
        if (!ID.matcher(id).matches()) throw new IllegalArgumentException("not a lease id");
        if (!expires.isAfter(issued)) throw new IllegalArgumentException("a lease ends after it begins");
    }

    /** A record of what is about to be asked for. */
    public static Lease intended(String id, ServiceKey key, Instant now, Instant expires) {
        return new Lease(
                id,
                key.name(),
                key.agent(),
                key.secret(),
                key.urgency(),
                now,
                expires,
                State.INTENDED,
                Optional.empty(),
                "",
                "");
    }

    public Lease active(Fingerprint print) {
        var named = Optional.of(print);
        return new Lease(id, key, agent, secret, urgency, issued, expires, State.ACTIVE, named, reference, "");
    }

    /** In another state, and why. */
    public Lease now(State other, String why) {
        return new Lease(id, key, agent, secret, urgency, issued, expires, other, fingerprint, reference, why);
    }

    /** As the backend calls it. */
    public Lease named(String other) {
        return new Lease(id, key, agent, secret, urgency, issued, expires, state, fingerprint, other, note);
    }

    /** With another end. */
    public Lease until(Instant end) {
        return new Lease(id, key, agent, secret, urgency, issued, end, state, fingerprint, reference, note);
    }

    /** Whether there may be something alive out there. */
    public boolean open() {
        return state != State.REVOKED;
    }

    /** Whether a machine still has to do something about its end. */
    public boolean ending() {
        return state == State.REVOKING || state == State.LAPSING;
    }

    public boolean expired(Instant now) {
        return !now.isBefore(expires);
    }

    public JsonObject json() {
        return JsonObject.with("id", id)
                .and("key", key)
                .and("agent", agent.value())
                .and("secret", secret.toString())
                .and("urgency", Fields.spelling(urgency))
                .and("issued", issued.toString())
                .and("expires", expires.toString())
                .and("state", Fields.spelling(state))
                .and("fingerprint", fingerprint.map(print -> new JsonString(print.toString())))
                .and("reference", reference)
                .and("note", note)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no lease */
    public static Lease of(JsonObject json) {
        var fields = Fields.of(json);
        var lease = new Lease(
                fields.text("id"),
                fields.text("key"),
                fields.parsed("agent", AgentId::new),
                fields.parsed("secret", SecretRef::of),
                fields.oneOf("urgency", Urgency.class),
                fields.parsed("issued", Instant::parse),
                fields.parsed("expires", Instant::parse),
                fields.oneOf("state", State.class),
                fields.optionallyParsed("fingerprint", hex -> new Fingerprint(new Digest(hex))),
                fields.optionalText("reference").orElse(""),
                fields.text("note"));
        fields.end();
        return lease;
    }
}
