package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * Where credentials are made and ended. Every call may be repeated with the same lease and then does nothing twice; every
 * call has a deadline of its own.
 */
public interface SecretBackend {
    /** The first part of a {@link dev.bailiwick.core.credential.SecretRef}. */
    String name();

    RevocationClass revocation();

    /** Whether it holds one standing credential for each key, rather than making one for each lease. */
    boolean standing();

    /** Whether it makes credentials itself. Else a person brings each one, and it only keeps it. */
    default boolean makes() {
        return !standing();
    }

    /**
     * From now on this lease's credential is the one in use. A backend that keeps only one at a time in use puts the new one
     * beside it until then.
     *
     * @throws BackendUnavailable when it did not answer; it may be asked again
     */
    default void promote(Lease fresh) {}

    /** How long one call may take. A round waits no longer for it. */
    default Duration deadline() {
        return Duration.ofSeconds(8);
    }

    /**
     * The credential of this lease, good until the lease's end. Rotating is a second lease beside the first, and then the
     * first one's end.
     *
     * @throws BackendUnavailable when it gave none; it may have made one all the same
     */
    Issued issue(Lease lease);

    /**
     * Lets a credential live until its lease's new end. Returns the credential from then on, which may be another text.
     *
     * @throws BackendUnavailable when it did not; the old end stands
     */
    Secret renew(Lease longer, Secret held);

    /** @param reference what the backend calls it where that is not the lease's id; else empty */
    record Issued(Secret secret, String reference) {
        public static Issued of(Secret secret) {
            return new Issued(secret, "");
        }
    }

    /** @throws BackendUnavailable when it did not answer; the lease stays to be ended */
    Ending revoke(Lease lease);

    /**
     * Tries the old credential, or asks where it lived.
     *
     * @throws BackendUnavailable when nobody could say
     */
    Standing probe(Lease lease);

    /** What the backend made of a wish to end a credential. */
    sealed interface Ending {
        /** It says it is ended: a probe must still prove it. */
        record Done() implements Ending {}

        /** It took the wish and has not done it. Never shown as ended. */
        record Queued() implements Ending {}

        /** Only this instant ends it. */
        record Lapses(Instant at) implements Ending {}

        /** @param steps what a person must do, exactly, and where */
        record ByPerson(String steps) implements Ending {}
    }

    /** What became of the old credential when somebody tried it. */
    enum Standing {
        REFUSED,
        ACCEPTED,
        UNKNOWN
    }
}
