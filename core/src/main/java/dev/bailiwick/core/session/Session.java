package dev.bailiwick.core.session;

import dev.bailiwick.core.value.SessionId;
import java.util.Set;

/**
 * One run of an agent, as far as a decision needs it.
 *
 * @param readUntrusted whether anything from outside the organisation was read
 * @param named URLs that the person of this session wrote, canonical
 * @param linked URLs that a result from the same host contained, canonical
 */
public record Session(SessionId id, boolean readUntrusted, Set<String> named, Set<String> linked) {
    public Session {
        named = Set.copyOf(named);
        linked = Set.copyOf(linked);
    }

    /** A run we saw from its first moment. */
    public static Session fresh(SessionId id) {
        return new Session(id, false, Set.of(), Set.of());
    }

    /** A run whose past we do not have: it counts as one that has read untrusted content. */
    public static Session unknown(SessionId id) {
        return new Session(id, true, Set.of(), Set.of());
    }

    /** This session after a message of a person. */
    public Session heard(String message) {
        return this;
    }

    /** This session after a tool answered. */
    public Session read(String tool, dev.bailiwick.json.JsonObject arguments, String result) {
        return new Session(id, true, named, linked);
    }
}
