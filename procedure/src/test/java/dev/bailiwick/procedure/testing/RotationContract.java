package dev.bailiwick.procedure.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Rotation;
import dev.bailiwick.core.credential.Rotation.Step;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.credential.Backends;
import dev.bailiwick.procedure.credential.Broker;
import dev.bailiwick.procedure.credential.KeyDesk;
import dev.bailiwick.procedure.credential.Revocation;
import dev.bailiwick.procedure.credential.RotationDesk;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.credential.SecretBackend.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rotation that is killed anywhere, on a backend that makes credentials itself and can prove their end. */
public abstract class RotationContract {
    private static final AtomicInteger TURN = new AtomicInteger(70_000);
    private static final int ENOUGH = 200;

    /** The same world each time, as after a restart. */
    protected abstract SecretBackend backend();

    /** What a key asks of it. */
    protected abstract String secret();

    @Test
    void killed_at_any_effect_it_leaves_exactly_one_credential_alive_and_that_one_is_lent() {
        int effects = 0;
        while (killedAfter(effects)) assertThat(++effects).isLessThan(ENOUGH);
        assertThat(effects).as("effects of one rotation").isGreaterThan(10);
    }

    /** Whether the program was killed at all before the rotation was done. */
    private boolean killedAfter(int effects) {
        var world = new World();
        var before = world.run.broker.borrow(world.key, Tier.T1).lease();
        world.breaking.killAfter(effects);
        boolean killed = world.rotationIsKilled();
        world.breaking.killAfter(Integer.MAX_VALUE);
        if (killed) world.start();
        world.settle();

        var lent = world.run.broker.borrow(world.key, Tier.T1).lease();
        var last = world.rotations.history(world.key.name(), 1);
        assertThat(world.rotations.open()).as("after %d effects", effects).isEmpty();
        assertThat(world.alive()).as("after %d effects: %s", effects, last).containsExactly(lent.id());
        assertThat(lent.id().equals(before.id()))
                .as("after %d effects: %s", effects, last)
                .isEqualTo(backend().standing() && !rotated(last));
        world.close();
        return killed;
    }

    private static boolean rotated(List<Rotation> last) {
        return last.stream().anyMatch(rotation -> rotation.step() == Step.DONE);
    }

    /** What outlives a crash, and the program that runs on it. */
    private final class World {
        private final TestHouse house = new TestHouse();
        private final MemoryLeases store = new MemoryLeases();
        private final MemoryLeases kit = new MemoryLeases();
        private final MemoryServiceKeys keys = new MemoryServiceKeys();
        private final MemoryRotations rotations = new MemoryRotations();
        private final Breaking breaking = new Breaking();
        private final ServiceKey key = Specimens.serviceKey("db", backend().name() + "/" + secret());
        private Run run;

        World() {
            house.clock.set(Instant.now());
            run = started();
            run.broker.open(key, TestHouse.by(TestHouse.OPERATOR));
        }

        void start() {
            run.revocation.close();
            run = started();
        }

        private Run started() {
            var backends = new Backends(List.of(breaking.breaking(backend())));
            var broker = new Broker(
                    new KeyDesk(keys, house.control, house.alerts),
                    backends,
                    List.of(breaking.breaking(store), breaking.breaking(kit)),
                    house.control,
                    new Broker.Surroundings(
                            house.clock,
                            new Secret("pepper"),
                            () -> "lease-%012d".formatted(TURN.incrementAndGet()),
                            () -> "bwh_fresh"));
            var revocation = new Revocation(broker, backends, List.of(), house.log, house.clock, Duration.ofSeconds(8));
            var desk = new RotationDesk(
                    broker,
                    revocation,
                    breaking.breaking(rotations),
                    new RotationDesk.Witnesses(house.control, house.alerts),
                    house.clock);
            return new Run(broker, revocation, desk);
        }

        boolean rotationIsKilled() {
            try {
                run.desk.rotate(key, new Actor.House());
                return false;
            } catch (Breaking.Killed _) {
                return true;
            }
        }

        void settle() {
            run.desk.resume();
            run.broker.sweep();
            run.revocation.retry();
            run.desk.resume();
        }

        List<String> alive() {
            return Stream.concat(store.history.stream(), kit.history.stream())
                    .collect(java.util.stream.Collectors.toMap(Lease::id, lease -> lease, (_, later) -> later))
                    .values()
                    .stream()
                    .filter(lease -> backend().probe(lease) == Standing.ACCEPTED)
                    .map(Lease::id)
                    .toList();
        }

        /** Leaves nothing to the next world. */
        void close() {
            store.open().forEach(backend()::revoke);
            run.revocation.close();
        }
    }

    private record Run(Broker broker, Revocation revocation, RotationDesk desk) {}
}
