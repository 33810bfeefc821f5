package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Lease.State;
import dev.bailiwick.core.credential.Rotation;
import dev.bailiwick.core.credential.Rotation.Step;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Changes the credential behind a key: make the new one, try it, switch to it, end the old one, see the old one refused. Each
 * step is stored before it is taken. What a crash leaves is resumed where that is safe, and else given up: the old credential
 * stays in use, and the new one, whether it was made or not, is put up for its end.
 */
public final class RotationDesk {
    /** What has not come to its switch by then is given up. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Broker broker;
    private final Revocation revocation;
    private final Rotations rotations;
    private final ControlLog log;
    private final Alerts alerts;
    private final InstantSource clock;

    /** Credentials being tried that their backend gives only once, by lease. */
    private final Map<String, Loan> tried = new ConcurrentHashMap<>();

    private final ReentrantLock turn = new ReentrantLock();

    /** Where it tells what it did. */
    public record Witnesses(ControlLog log, Alerts alerts) {}

    public RotationDesk(
            Broker broker, Revocation revocation, Rotations rotations, Witnesses witnesses, InstantSource clock) {
        this.broker = broker;
        this.revocation = revocation;
        this.rotations = rotations;
        this.log = witnesses.log();
        this.alerts = witnesses.alerts();
        this.clock = clock;
    }

    /**
     * Has the backend make a new credential, or takes over what a person put where the backend keeps it.
     *
     * @throws IllegalArgumentException when a rotation of this key is under way
     */
    public Rotation rotate(ServiceKey key, Actor actor) {
        return begin(key, fresh -> {}, actor);
    }

    /**
     * Takes a new credential that a person brings.
     *
     * @param put lays it beside the old one, under its lease; called once it is known to be neither burnt nor the old one
     */
    public Rotation rotate(ServiceKey key, Secret brought, Consumer<Lease> put, Actor actor) {
        if (broker.issuer().backend(key.secret()).makes())
            throw new IllegalArgumentException("its backend makes each new credential itself: bring none");
        broker.issuer().refuseStale(brought, broker.issuer().inUse(key));
        return begin(key, put, actor);
    }

    private Rotation begin(ServiceKey key, Consumer<Lease> bring, Actor actor) {
        turn.lock();
        try {
            refuseSecond(key);
            var fresh = broker.issuer().intended(key, life(key));
            broker.loans().expect(fresh.id());
            tell("rotation-begun", key, fresh.id(), actor);
            var old = broker.issuer().inUse(key).stream().map(Lease::id).toList();
            var rotation = keep(Rotation.beginning(fresh.id(), key.name(), old, clock.instant()));
            broker.records().require(fresh);
            bring.accept(fresh);
            return go(rotation);
        } finally {
            turn.unlock();
        }
    }

    private void refuseSecond(ServiceKey key) {
        rotations.open().stream()
                .filter(other -> other.key().equals(key.name()))
                .forEach(other -> {
                    throw new IllegalArgumentException("a rotation of \"" + key.name() + "\" is under way since "
                            + other.begun() + ": " + Fields.spelling(other.step()) + ", " + other.note());
                });
    }

    private Duration life(ServiceKey key) {
        return broker.issuer().standing(key) ? key.rotateEvery() : Broker.longest(Tier.T1);
    }

    /** At the start and from time to time: what is under way goes on. */
    public void resume() {
        turn.lock();
        try {
            rotations.open().forEach(this::resumeWhatCanBe);
        } finally {
            turn.unlock();
        }
    }

    private void resumeWhatCanBe(Rotation rotation) {
        try {
            resumed(rotation);
        } catch (BackendUnavailable e) {
            keep(rotation.to(rotation.step(), String.valueOf(e.getMessage()), clock.instant()));
        }
    }

    /** Whether the new one was made before the crash nobody knows: a second one is not asked for. */
    private Rotation resumed(Rotation rotation) {
        if (rotation.step() != Step.CREATING) return go(rotation);
        return lease(rotation).filter(fresh -> !makes(fresh)).isPresent()
                ? go(rotation)
                : giveUp(rotation, State.REVOKING, "it was broken off before the new one was known");
    }

    private boolean makes(Lease lease) {
        return broker.issuer().backend(lease.secret()).makes();
    }

    /** Goes on until a step cannot be taken yet. */
    private Rotation go(Rotation rotation) {
        var key = broker.keys().find(rotation.key());
        if (rotation.step() == Step.RETIRING) return retire(rotation);
        if (!rotation.open()) return rotation;
        if (key.isEmpty()) return giveUp(rotation, State.REVOKING, "the key was revoked");
        var fresh = lease(rotation);
        if (fresh.isEmpty()) return giveUp(rotation, State.REVOKED, "nothing was made");
        try {
            return go(taken(rotation, key.get(), fresh.get()));
        } catch (BackendUnavailable e) {
            return later(rotation, String.valueOf(e.getMessage()));
        }
    }

    private Rotation taken(Rotation rotation, ServiceKey key, Lease fresh) {
        return switch (rotation.step()) {
            case CREATING -> create(rotation, fresh);
            case PROBING -> probe(rotation, fresh);
            case SWITCHING -> switchOver(rotation, key, fresh);
            case RETIRING, DONE, ABANDONED -> rotation;
        };
    }

    /** The same step again at the next look, but not for ever; what may have been switched already goes on. */
    private Rotation later(Rotation rotation, String why) {
        boolean late = !clock.instant().isBefore(rotation.begun().plus(PATIENCE));
        if (late && rotation.step() != Step.SWITCHING) return giveUp(rotation, State.REVOKING, why);
        keep(rotation.to(rotation.step(), why, clock.instant()));
        return rotation;
    }

    private Rotation create(Rotation rotation, Lease fresh) {
        Loan loan;
        try {
            loan = broker.issuer().made(fresh);
        } catch (BackendUnavailable | IllegalArgumentException e) {
            return giveUp(rotation, State.REVOKING, String.valueOf(e.getMessage()));
        }
        if (sameAsOld(rotation, loan)) {
            loan.secret().close();
            return giveUp(rotation, State.REVOKED, "the backend still has the old one: no new credential was brought");
        }
        broker.records().require(loan.lease().now(State.INTENDED, "being tried"));
        if (standing(fresh)) loan.secret().close();
        else tried.put(fresh.id(), loan);
        return keep(rotation.to(Step.PROBING, "made", clock.instant()));
    }

    private boolean standing(Lease lease) {
        return broker.issuer().backend(lease.secret()).standing();
    }

    private boolean sameAsOld(Rotation rotation, Loan loan) {
        return old(rotation).stream()
                .anyMatch(lease -> lease.fingerprint().equals(loan.lease().fingerprint()));
    }

    private Rotation probe(Rotation rotation, Lease fresh) {
        return switch (revocation.probe(fresh)) {
            case ACCEPTED -> keep(rotation.to(Step.SWITCHING, "the new one opens the door", clock.instant()));
            case UNKNOWN -> keep(rotation.to(Step.SWITCHING, "no probe can try the new one", clock.instant()));
            case REFUSED -> giveUp(rotation, State.REVOKING, "the new one does not open the door");
        };
    }

    private Rotation switchOver(Rotation rotation, ServiceKey key, Lease fresh) {
        var loan = Optional.ofNullable(tried.get(fresh.id()));
        if (loan.isEmpty() && !standing(fresh))
            return giveUp(rotation, State.REVOKING, "it was broken off, and the new one is not to be had again");
        var before = broker.switchTo(key, fresh, old(rotation), loan);
        tried.remove(fresh.id());
        broker.loans().expectNoMore(fresh.id());
        try {
            tell("key-rotated", key, fresh.id(), new Actor.House());
            return retire(keep(rotation.to(Step.RETIRING, "switched", clock.instant())));
        } finally {
            before.forEach(each -> each.secret().close());
        }
    }

    /** The old one is tried until it is refused, or stands with a person until they say what they saw. */
    private Rotation retire(Rotation rotation) {
        revocation.end(old(rotation).stream().filter(Lease::ending).toList());
        var left = old(rotation);
        var note = left.isEmpty() ? "the old one is ended" : left.getFirst().note();
        var next = left.isEmpty() ? Step.DONE : Step.RETIRING;
        boolean heard = next == rotation.step() && note.equals(rotation.note());
        return heard ? rotation : keep(rotation.to(next, note, clock.instant()));
    }

    private Rotation giveUp(Rotation rotation, State end, String why) {
        var loan = tried.remove(rotation.fresh());
        if (loan != null) loan.secret().close();
        var made = lease(rotation);
        made.filter(fresh -> fresh.state() == State.INTENDED)
                .ifPresent(fresh -> broker.records().require(fresh.now(ended(fresh, end), why)));
        broker.loans().expectNoMore(rotation.fresh());
        alerts.raise(
                made.map(Lease::agent),
                "rotation-abandoned",
                "the credential of \"" + rotation.key() + "\" was not changed: " + why);
        return keep(rotation.to(Step.ABANDONED, why, clock.instant()));
    }

    /** Where nobody makes anything and no new one was seen, an end could only hit the old one. */
    private State ended(Lease fresh, State end) {
        return makes(fresh) || fresh.fingerprint().isPresent() ? end : State.REVOKED;
    }

    private Optional<Lease> lease(Rotation rotation) {
        return broker.open().stream()
                .filter(lease -> lease.id().equals(rotation.fresh()))
                .findFirst();
    }

    private List<Lease> old(Rotation rotation) {
        return broker.open().stream()
                .filter(lease -> rotation.old().contains(lease.id()))
                .toList();
    }

    private Rotation keep(Rotation rotation) {
        rotations.put(rotation);
        return rotation;
    }

    private void tell(String what, ServiceKey key, String lease, Actor actor) {
        var body = JsonObject.with("what", what).and("key", key.name()).and("lease", lease);
        log.append(Event.of(Event.Kind.REGISTER, actor, key.agent(), body.build()));
    }

    /** The last rotations of a key, the newest first. */
    public List<Rotation> history(String key, int most) {
        return rotations.history(key, most);
    }
}
