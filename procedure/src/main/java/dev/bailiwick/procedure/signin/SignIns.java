package dev.bailiwick.procedure.signin;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One-time sign-in links and the console sessions they opened. Every method is one transaction, durable when it returns. */
public interface SignIns {
    /** A link that opens one session for one person, once. */
    record Link(Digest secret, PersonId person, Instant expires) {}

    /** A signed-in browser. */
    record ConsoleSession(Digest secret, PersonId person, Instant opened, Instant expires) {
        public boolean openAt(Instant now) {
            return now.isBefore(expires);
        }
    }

    /** @throws IllegalArgumentException when the digest is known already */
    void offer(Link link);

    /**
     * Uses a link up and opens a session for its person: empty when the link is unknown, used, or ran out. However many do
     * this at once, one gets the session.
     *
     * @param session digest of the secret the browser will carry
     * @throws IllegalArgumentException when the session's digest is known already
     */
    Optional<ConsoleSession> redeem(Digest link, Digest session, Instant now, Instant expires);

    /**
     * Opens a session for somebody who proved elsewhere who they are.
     *
     * @throws IllegalArgumentException when the session's digest is known already
     */
    void open(ConsoleSession session);

    /** The session with this digest, if it is open now. */
    Optional<ConsoleSession> find(Digest session, Instant now);

    /** The open sessions of a person, newest first. */
    List<ConsoleSession> of(PersonId person, Instant now);

    /** Ends one session. Idempotent. */
    void end(Digest session);

    /** Ends every session of the person and spoils every link offered to them. */
    void endAll(PersonId person);

    /** Forgets links and sessions that ran out before this moment: nothing depends on it but the size of the store. */
    void forget(Instant before);
}
