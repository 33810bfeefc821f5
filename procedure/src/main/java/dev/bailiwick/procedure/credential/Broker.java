package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Lease.State;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Gets the credential behind a handle for one permitted action. The secret lives here, in memory, for as long as its lease
 * and no longer.
 *
 * <p>The order is the promise: the lease is stored as intended, then the backend is asked, then it is stored as active.
 * Whatever a crash or a lost answer leaves alive has a record, and is ended at the next look.
 */
public final class Broker implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration LONGEST_LIFE = Duration.ofHours(8);

    private final KeyDesk keys;
    private final Backends backends;
    private final Records records;
    private final Issuer issuer;
    private final ControlLog log;
    private final Surroundings around;
    private final Loans loans = new Loans();

    /** A key that is being opened is not yet there, and its lease no orphan; one that is being switched is not lent. */
    private final ReentrantLock opening = new ReentrantLock();

    /**
     * @param pepper of this installation's fingerprints
     * @param leaseId a fresh id, such as {@code lease-4k2m...}
     * @param handle a fresh handle that nobody can guess
     */
    public record Surroundings(InstantSource clock, Secret pepper, Supplier<String> leaseId, Supplier<String> handle) {}

    /** @param places where leases are kept: the store and the sealed kit */
    public Broker(KeyDesk keys, Backends backends, List<Leases> places, ControlLog log, Surroundings around) {
        this.keys = keys;
        this.backends = backends;
        this.records = new Records(places);
        this.issuer = new Issuer(backends, records, log, around);
        this.log = log;
        this.around = around;
    }

    /** What the agent gets: worthless anywhere but at this border. */
    public String freshHandle() {
        return around.handle().get();
    }

    /**
     * Opens a key, and for a standing credential checks it first: one that was ever burnt, in whatever spelling, is refused.
     *
     * @throws IllegalArgumentException when the key may not be opened
     * @throws BackendUnavailable when its backend has no such secret
     */
    public void open(ServiceKey key, Actor actor) {
        backends.require(key.secret());
        opening.lock();
        try {
            if (issuer.standing(key)) {
                refuseShared(key);
                refuseShared(loans.put(issuer.standingOf(key)));
            }
            keys.open(key, actor);
        } catch (RuntimeException e) {
            drop(key);
            throw e;
        } finally {
            opening.unlock();
        }
    }

    private void refuseShared(ServiceKey key) {
        if (keys.all().stream().anyMatch(other -> other.secret().equals(key.secret())))
            throw new IllegalArgumentException(
                    "the secret " + key.secret() + " is used by another key: each agent and service has its own");
    }

    /** In whatever spelling it comes: one that was read out of another's quotation marks is the same credential. */
    private void refuseShared(Loan loan) {
        var prints = issuer.prints(loan.secret());
        boolean shared = records.open().stream()
                .filter(other -> !other.key().equals(loan.lease().key()))
                .anyMatch(other -> other.fingerprint().filter(prints::contains).isPresent());
        if (!shared) return;
        throw new IllegalArgumentException(
                "the same credential is behind another key: each agent and service has its own");
    }

    private void drop(ServiceKey key) {
        if (keys.find(key.name()).isPresent()) return;
        // nobody used it through us: it is as it was before, and what we made ourselves is ended
        var unused = issuer.backend(key.secret()).makes() ? State.REVOKING : State.REVOKED;
        loans.wipe(key).forEach(lease -> records.attempt(lease.now(unused, "never used here")));
    }

    /**
     * The credential for one permitted action.
     *
     * @throws BackendUnavailable when there is none to be had: then the action does not happen
     * @throws RuntimeException when it cannot be recorded: likewise
     */
    public Loan borrow(ServiceKey key, Tier tier) {
        requireLive(key);
        if (keys.suspended(key))
            throw new BackendUnavailable("recertification_lapsed: nobody kept " + key.name() + " in the last campaign");
        var loan = reusable(key, tier).orElseGet(() -> lend(key, tier));
        requireLive(key); // the border may have closed meanwhile
        return loan;
    }

    private void requireLive(ServiceKey key) {
        if (keys.find(key.name()).isPresent()) return;
        loans.wipe(key);
        throw new BackendUnavailable("the key was revoked");
    }

    private Loan lend(ServiceKey key, Tier tier) {
        return issuer.standing(key) ? lendStanding(key) : lendMade(issuer.intended(key, longest(tier)));
    }

    private Loan lendMade(Lease lease) {
        loans.expect(lease.id());
        try {
            return loans.put(issuer.issue(lease));
        } finally {
            loans.expectNoMore(lease.id());
        }
    }

    /** Nobody switches to another one meanwhile. */
    private Loan lendStanding(ServiceKey key) {
        opening.lock();
        try {
            return loans.usable(key, around.clock().instant()).orElseGet(() -> loans.put(issuer.standingOf(key)));
        } finally {
            opening.unlock();
        }
    }

    private Optional<Loan> reusable(ServiceKey key, Tier tier) {
        var now = around.clock().instant();
        if (issuer.standing(key)) return loans.usable(key, now);
        if (tier != Tier.T1) return Optional.empty();
        return loans.usable(key, now).map(loan -> renewed(loan, now));
    }

    /** One that ends soon is lengthened, but never past a working day from its beginning. */
    private Loan renewed(Loan loan, Instant now) {
        var lease = loan.lease();
        var latest = lease.issued().plus(LONGEST_LIFE);
        var wanted = now.plus(longest(Tier.T1));
        var end = wanted.isBefore(latest) ? wanted : latest;
        if (now.plus(SOON).isBefore(lease.expires()) || !end.isAfter(lease.expires())) return loan;
        try {
            var longer = lease.until(end);
            records.require(longer);
            var secret = backends.of(lease.secret()).renew(longer, loan.secret());
            var renewed = new Loan(longer.active(issuer.print(secret)), secret);
            records.require(renewed.lease());
            loans.replace(loan, renewed);
            return renewed;
        } catch (BackendUnavailable e) {
            return loan; // the old end stands
        }
    }

    /** A higher tier is lent for less. */
    static Duration longest(Tier tier) {
        return switch (tier) {
            case T1 -> Duration.ofHours(1);
            case T2 -> Duration.ofMinutes(15);
            case T3, T4 -> Duration.ofMinutes(5);
        };
    }

    /**
     * From now on the new one is lent, and the old ones are to be ended. May be repeated.
     *
     * @param loan the new one where its backend gives it only once
     * @return what was lent before, which whoever holds it may still finish with: the caller closes it
     */
    List<Loan> switchTo(ServiceKey key, Lease fresh, List<Lease> old, Optional<Loan> loan) {
        opening.lock();
        try {
            requireLive(key);
            backends.of(fresh.secret()).promote(fresh);
            records.require(fresh.now(State.ACTIVE, ""));
            old.forEach(lease -> records.require(lease.now(State.REVOKING, "rotated")));
            var before = loans.take(key);
            loan.ifPresent(loans::put);
            return before;
        } finally {
            opening.unlock();
        }
    }

    /** Gives a loan back after its one action. A standing one, and one that T1 may use again, stay. */
    public void giveBack(Loan loan, Tier tier) {
        if (tier == Tier.T1 || backends.of(loan.lease().secret()).standing()) return;
        loans.forget(loan);
        records.attempt(loan.lease().now(State.REVOKING, "used"));
    }

    /** From now on nothing is lent for these keys: what was lent is wiped. Waits for nothing. */
    List<ServiceKey> close(Predicate<ServiceKey> which) {
        var died = keys.kill(which);
        died.forEach(loans::wipe);
        return died;
    }

    /** What is open out there, in the order it was issued. */
    public List<Lease> open() {
        return records.open();
    }

    void bury(ServiceKey key, Actor actor) {
        keys.bury(key, actor);
    }

    KeyDesk keys() {
        return keys;
    }

    Records records() {
        return records;
    }

    Issuer issuer() {
        return issuer;
    }

    Loans loans() {
        return loans;
    }

    /** Refuses a leaked credential for ever, whoever brings it back. */
    public void burn(Lease lease, Actor actor) {
        lease.fingerprint().ifPresent(print -> {
            var body = JsonObject.with("what", "credential-burnt").and("lease", lease.id());
            log.append(Event.of(
                    Event.Kind.REGISTER, actor, lease.agent(), Binding.in(body.build(), Binding.compromised(print))));
        });
    }

    /** At the start and from time to time: what nobody holds any more is put up for its end. */
    public void sweep() {
        opening.lock();
        try {
            records.open().stream()
                    .filter(this::orphaned)
                    .forEach(lease -> records.attempt(lease.now(State.REVOKING, "nobody holds it any more")));
        } finally {
            opening.unlock();
        }
    }

    private boolean orphaned(Lease lease) {
        boolean open = lease.state() == State.INTENDED || lease.state() == State.ACTIVE;
        if (!open) return false;
        if (!backends.known(lease.secret())) return false; // nobody could end it, or say whether it stands
        var key = keys.find(lease.key());
        if (key.isPresent() && issuer.standing(key.get())) return false;
        return key.isEmpty()
                || !loans.known(lease)
                || lease.expired(around.clock().instant());
    }

    @Override
    public void close() {
        loans.forgetAll();
    }
}
