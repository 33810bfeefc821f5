package dev.bailiwick.procedure.signin;

import dev.bailiwick.core.people.Assertion;
import dev.bailiwick.core.value.Digest;

/** Reads what authenticators answer (WebAuthn Level 3, sections 7.1 and 7.2). Asks neither clock nor store. */
public interface Authenticators {
    /**
     * A new passkey, as the browser sent it; every part base64url but our nonce.
     *
     * @param attestation the public key and what the authenticator says of it
     */
    record Registration(String nonce, String attestation, String client) {}

    /** What came of a registration. */
    sealed interface Attested {
        record Good(String id, String key, long counter) implements Attested {}

        record Bad(String why) implements Attested {}
    }

    /** What came of an assertion. */
    sealed interface Signed {
        /** @param counter what the authenticator says now */
        record Good(long counter) implements Signed {}

        record Bad(String why) implements Signed {}
    }

    /** The name of the site that passkeys belong to here. */
    String site();

    Attested register(Registration registration, Digest challenge);

    /**
     * Whether the holder of this key, verified by the authenticator, agreed to this challenge on a page of ours.
     *
     * @param counter what it said last: one that goes back is a copy
     */
    Signed check(String key, Assertion assertion, Digest challenge, long counter);
}
