package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.credential.Fingerprint;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Lease.State;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.credential.SecretRef;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.procedure.audit.ControlLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gets the credential of one lease from its backend: recorded as intended, asked for, held against everything that was ever
 * burnt, recorded as active.
 */
final class Issuer {
    private final Backends backends;
    private final Records records;
    private final ControlLog log;
    private final Broker.Surroundings around;

    Issuer(Backends backends, Records records, ControlLog log, Broker.Surroundings around) {
        this.backends = backends;
        this.records = records;
        this.log = log;
        this.around = around;
    }

    SecretBackend backend(SecretRef secret) {
        return backends.of(secret);
    }

    boolean standing(ServiceKey key) {
        return backend(key.secret()).standing();
    }

    /** A lease for this key that nobody has asked for yet. */
    Lease intended(ServiceKey key, Duration ttl) {
        var now = around.clock().instant();
        return Lease.intended(around.leaseId().get(), key, now, now.plus(ttl));
    }

    /** Those whose credential may be in use. */
    List<Lease> inUse(ServiceKey key) {
        return records.open().stream()
                .filter(lease -> lease.key().equals(key.name()) && lease.state() == State.ACTIVE)
                .toList();
    }

    /** The standing credential of this key, or its first one. */
    Loan standingOf(ServiceKey key) {
        var lease = inUse(key).stream().findFirst().orElseGet(() -> intended(key, key.rotateEvery()));
        if (lease.expired(around.clock().instant()))
            throw new BackendUnavailable("rotation_overdue: the credential of \"" + key.name() + "\" is too old");
        return issue(lease);
    }

    /** @throws BackendUnavailable when there is none to be had */
    Loan issue(Lease lease) {
        records.require(lease);
        var loan = made(lease);
        records.require(loan.lease());
        return loan;
    }

    /** Asks the backend, and refuses what was burnt. What it may have made has a record already. */
    Loan made(Lease lease) {
        var issued = ask(lease);
        var named = lease.named(issued.reference());
        if (burnt(issued.secret())) {
            issued.secret().close();
            records.attempt(named.now(State.WITH_A_PERSON, "compromised_generation: this credential was burnt before"));
            throw compromised();
        }
        return new Loan(named.active(print(issued.secret())), issued.secret());
    }

    private SecretBackend.Issued ask(Lease lease) {
        try {
            return backend(lease.secret()).issue(lease);
        } catch (RuntimeException e) {
            if (lease.state() == State.INTENDED) records.attempt(unanswered(lease));
            throw e;
        }
    }

    /** Who makes credentials may have made one and lost the answer; who keeps them has none to lose. */
    private Lease unanswered(Lease lease) {
        return backend(lease.secret()).makes()
                ? lease.now(State.REVOKING, "the answer was lost")
                : lease.now(State.REVOKED, "the backend has none");
    }

    Fingerprint print(Secret secret) {
        return Fingerprint.of(around.pepper(), secret);
    }

    /** Of the secret and of every other text that it may be a spelling of. */
    Set<Fingerprint> prints(Secret secret) {
        return Fingerprint.ofSpellings(around.pepper(), secret);
    }

    private boolean burnt(Secret secret) {
        return prints(secret).stream().anyMatch(print -> log.honours(Binding.compromised(print)));
    }

    /** @throws IllegalArgumentException when it was burnt, or is one of those in use, in whatever spelling */
    void refuseStale(Secret fresh, List<Lease> old) {
        if (burnt(fresh)) throw compromised();
        var prints = prints(fresh);
        if (old.stream().map(Lease::fingerprint).flatMap(Optional::stream).anyMatch(prints::contains))
            throw new IllegalArgumentException("this is the credential that is there already");
    }

    private static IllegalArgumentException compromised() {
        return new IllegalArgumentException(
                "compromised_generation: this credential, or another spelling of it, was burnt; get a new one");
    }
}
