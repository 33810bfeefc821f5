package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.credential.Fingerprint;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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
    private final ControlLog log;
    private final Surroundings around;
    /** By lease. */
    private final Map<String, Loan> loans = new ConcurrentHashMap<>();

    /** A key that is being opened is not yet there, and its lease no orphan. */
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
            if (standing(key)) {
                refuseShared(key);
                refuseShared(issue(key, key.rotateEvery()));
            }
            keys.open(key, actor);
        } catch (RuntimeException e) {
            drop(key);
            throw e;
        } finally {
            opening.unlock();
        }
    }

    private List<Lease> wipe(ServiceKey key) {
        var lent = lent(key);
        lent.forEach(loan -> {
            loans.remove(loan.lease().id());
            loan.secret().close();
        });
        return lent.stream().map(Loan::lease).toList();
    }

    private List<Loan> lent(ServiceKey key) {
        return loans.values().stream()
                .filter(loan -> loan.lease().key().equals(key.name()))
                .toList();
    }

    private void refuseShared(ServiceKey key) {
        if (keys.all().stream().anyMatch(other -> other.secret().equals(key.secret())))
            throw new IllegalArgumentException(
                    "the secret " + key.secret() + " is used by another key: each agent and service has its own");
    }

    private void refuseShared(Loan loan) {
        boolean shared = records.open().stream()
                .anyMatch(other -> !other.key().equals(loan.lease().key())
                        && other.fingerprint().equals(loan.lease().fingerprint()));
        if (!shared) return;
        throw new IllegalArgumentException(
                "the same credential is behind another key: each agent and service has its own");
    }

    private void drop(ServiceKey key) {
        if (keys.find(key.name()).isPresent()) return;
        // nobody used it through us: it is as it was before
        wipe(key).forEach(lease -> records.attempt(lease.now(State.REVOKED, "never used here")));
    }

    /**
     * The credential for one permitted action.
     *
     * @throws BackendUnavailable when there is none to be had: then the action does not happen
     * @throws RuntimeException when it cannot be recorded: likewise
     */
    public Loan borrow(ServiceKey key, Tier tier) {
        if (keys.find(key.name()).isEmpty()) throw new BackendUnavailable("the key was revoked");
        var loan = reusable(key, tier).orElseGet(() -> issue(key, standing(key) ? key.rotateEvery() : longest(tier)));
        // between the look above and here the border may have closed
        if (keys.find(key.name()).isEmpty()) throw new BackendUnavailable("the key was revoked");
        return loan;
    }

    private Optional<Loan> reusable(ServiceKey key, Tier tier) {
        if (!standing(key) && tier != Tier.T1) return Optional.empty();
        var now = around.clock().instant();
        return lent(key).stream()
                .filter(loan -> !loan.lease().expired(now))
                .findFirst()
                .map(loan -> standing(key) ? loan : renewed(loan, now));
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
            var renewed = new Loan(longer.active(Fingerprint.of(around.pepper(), secret)), secret);
            records.require(renewed.lease());
            loans.replace(lease.id(), loan, renewed);
            return renewed;
        } catch (BackendUnavailable e) {
            return loan; // the old end stands
        }
    }

    private boolean standing(ServiceKey key) {
        return backends.of(key.secret()).standing();
    }

    /** A higher tier is lent for less. */
    static Duration longest(Tier tier) {
        return switch (tier) {
            case T1 -> Duration.ofHours(1);
            case T2 -> Duration.ofMinutes(15);
            case T3, T4 -> Duration.ofMinutes(5);
        };
    }

    private Loan issue(ServiceKey key, Duration ttl) {
        var now = around.clock().instant();
        var before = standing(key) ? current(key) : Optional.<Lease>empty();
        var lease = before.orElseGet(() -> Lease.intended(around.leaseId().get(), key, now, now.plus(ttl)));
        if (lease.expired(now))
            throw new BackendUnavailable("rotation_overdue: the credential of \"" + key.name() + "\" is too old");
        records.require(lease);
        var issued = ask(lease);
        var secret = issued.secret();
        if (burnt(secret)) {
            secret.close();
            records.attempt(lease.named(issued.reference())
                    .now(State.WITH_A_PERSON, "compromised_generation: this credential was burnt before"));
            throw compromised();
        }
        var active = lease.named(issued.reference()).active(Fingerprint.of(around.pepper(), secret));
        records.require(active);
        var loan = new Loan(active, secret);
        loans.put(active.id(), loan);
        return loan;
    }

    private Optional<Lease> current(ServiceKey key) {
        return records.open().stream()
                .filter(lease -> lease.key().equals(key.name()) && lease.state() == State.ACTIVE)
                .findFirst();
    }

    private SecretBackend.Issued ask(Lease lease) {
        try {
            return backends.of(lease.secret()).issue(lease);
        } catch (RuntimeException e) {
            // it may have made one and lost the answer
            records.attempt(
                    standing(lease)
                            ? lease.now(State.REVOKED, "the backend has none")
                            : lease.now(State.REVOKING, "the answer was lost"));
            throw e;
        }
    }

    private boolean standing(Lease lease) {
        return backends.of(lease.secret()).standing();
    }

    private boolean burnt(Secret secret) {
        return Fingerprint.ofSpellings(around.pepper(), secret).stream()
                .anyMatch(print -> log.honours(Binding.compromised(print)));
    }

    /**
     * Puts a new credential behind a key. The old one stands with a person until somebody says it is ended where it was made.
     *
     * @param put takes over the new value; called once it is known to be neither burnt nor the old one
     * @param steps how a person ends the old one
     */
    public void rotate(ServiceKey key, Secret fresh, Consumer<Secret> put, String steps, Actor actor) {
        opening.lock();
        try {
            if (!standing(key)) throw new IllegalArgumentException("its backend makes a new credential for each lease");
            var old = current(key);
            refuseStale(fresh, old);
            put.accept(fresh);
            old.ifPresent(lease -> records.require(lease.now(State.WITH_A_PERSON, steps)));
            wipe(key);
            var loan = issue(key, key.rotateEvery());
            var body = JsonObject.with("what", "key-rotated")
                    .and("key", key.name())
                    .and("lease", loan.lease().id());
            log.append(Event.of(Event.Kind.REGISTER, actor, key.agent(), body.build()));
        } finally {
            opening.unlock();
        }
    }

    private void refuseStale(Secret fresh, Optional<Lease> old) {
        if (burnt(fresh)) throw compromised();
        var prints = Fingerprint.ofSpellings(around.pepper(), fresh);
        if (old.flatMap(Lease::fingerprint).filter(prints::contains).isPresent())
            throw new IllegalArgumentException("this is the credential that is there already");
    }

    private static IllegalArgumentException compromised() {
        return new IllegalArgumentException(
                "compromised_generation: this credential, or another spelling of it, was burnt; get a new one");
    }

    /** Gives a loan back after its one action. A standing one, and one that T1 may use again, stay. */
    public void giveBack(Loan loan, Tier tier) {
        if (standing(loan.lease()) || tier == Tier.T1) return;
        loans.remove(loan.lease().id());
        loan.secret().close();
        records.attempt(loan.lease().now(State.REVOKING, "used"));
    }

    /** From now on nothing is lent for these keys: what was lent is wiped. Waits for nothing. */
    List<ServiceKey> close(Predicate<ServiceKey> which) {
        var died = keys.kill(which);
        died.forEach(this::wipe);
        return died;
    }

    /** What is open out there, in the order it was issued. */
    public List<Lease> open() {
        return records.open();
    }

    void bury(ServiceKey key, Actor actor) {
        keys.bury(key, actor);
    }

    Records records() {
        return records;
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
        var key = keys.find(lease.key());
        if (key.isPresent() && standing(key.get())) return false;
        return key.isEmpty()
                || !loans.containsKey(lease.id())
                || lease.expired(around.clock().instant());
    }

    @Override
    public void close() {
        loans.values().forEach(loan -> loan.secret().close());
        loans.clear();
    }
}
