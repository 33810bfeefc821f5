package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.procedure.testing.MemoryLeases;
import dev.bailiwick.procedure.testing.MemoryRotations;
import dev.bailiwick.procedure.testing.MemoryServiceKeys;
import dev.bailiwick.procedure.testing.ScriptedBackend;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker with everything it needs, in memory; {@link #restart} is what a crash leaves. */
final class Vault {
    static final Actor.Human OLGA = TestHouse.by(TestHouse.OPERATOR);

    final TestHouse house = new TestHouse();
    final MemoryLeases store = new MemoryLeases();
    final MemoryLeases kit = new MemoryLeases();
    final MemoryRotations rotations = new MemoryRotations();
    final MemoryServiceKeys keys = new MemoryServiceKeys();
    final ScriptedBackend fixed = new ScriptedBackend("fixed", true);
    final ScriptedBackend made = new ScriptedBackend("made", false);
    final List<String> closed = new ArrayList<>();
    final List<SecretBackend> all = new ArrayList<>(List.of(fixed, made));
    private final AtomicInteger turn = new AtomicInteger();
    Broker broker = restart();

    Broker restart() {
        broker = new Broker(
                new KeyDesk(keys, house.control, house.alerts),
                new Backends(all),
                List.of(store, kit),
                house.control,
                new Broker.Surroundings(
                        house.clock,
                        new Secret("pepper"),
                        () -> "lease-%012d".formatted(turn.incrementAndGet()),
                        () -> "bwh_fresh"));
        return broker;
    }

    Revocation revocation() {
        return new Revocation(
                broker,
                new Backends(all),
                List.of(agent -> closed.add(String.valueOf(agent))),
                house.log,
                house.clock,
                Duration.ofMillis(800));
    }

    RotationDesk rotation() {
        return new RotationDesk(
                broker, revocation(), rotations, new RotationDesk.Witnesses(house.control, house.alerts), house.clock);
    }

    RotationSchedule schedule() {
        return new RotationSchedule(broker, rotation(), house.alerts, house.clock);
    }

    ServiceKey open(ServiceKey key) {
        broker.open(key, OLGA);
        return key;
    }
}
