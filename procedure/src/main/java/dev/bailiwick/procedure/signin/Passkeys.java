package dev.bailiwick.procedure.signin;

import dev.bailiwick.core.people.Passkey;
import dev.bailiwick.core.value.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** People's passkeys, public halves only. Every method is one transaction, durable when it returns. */
public interface Passkeys {
    /**
     * A passkey and what its authenticator said last.
     *
     * @param counter how often it has signed, if it counts; else 0
     */
    record Kept(Passkey passkey, long counter, Optional<Instant> used) {}

    /** @throws IllegalArgumentException when the id is known already */
    void add(Passkey passkey, long counter);

    Optional<Kept> find(String id);

    /** Oldest first. */
    List<Kept> of(PersonId person);

    /** Keeps what the authenticator said now; false when the counter is not the one of {@code before} any more. */
    boolean used(Kept before, long counter, Instant at);

    /** Idempotent. */
    void remove(String id);
}
