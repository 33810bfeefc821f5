package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Rotation;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.procedure.enforcement.Alerts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at the age of standing credentials. What a backend makes itself is rotated before it is due; of what a person must
 * bring, people are told once a day. Nothing waits for this to be safe: one that is too old is not lent, whoever looks.
 */
public final class RotationSchedule {
    /** After one that was given up. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private static final Duration REMINDER = Duration.ofDays(1);

    private final Broker broker;
    private final RotationDesk desk;
    private final Alerts alerts;
    private final InstantSource clock;

    /** When people were last told, by key. */
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    public RotationSchedule(Broker broker, RotationDesk desk, Alerts alerts, InstantSource clock) {
        this.broker = broker;
        this.desk = desk;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Carries out and tells what is due. One key's failure is not another's. */
    public void look() {
        broker.keys()
                .all()
                .forEach(key -> broker.issuer().inUse(key).stream()
                        .findFirst()
                        .filter(lease -> !clock.instant().isBefore(Rotation.starts(lease, key.rotateEvery())))
                        .ifPresent(lease -> due(key, lease)));
    }

    private void due(ServiceKey key, Lease lease) {
        try {
            rotateOrRemind(key, lease);
        } catch (BackendUnavailable e) {
            remind(key, lease);
        }
    }

    private void rotateOrRemind(ServiceKey key, Lease lease) {
        if (broker.issuer().backend(key.secret()).makes()) rotate(key);
        if (broker.issuer().inUse(key).contains(lease)) remind(key, lease);
    }

    private void rotate(ServiceKey key) {
        var last = desk.history(key.name(), 1);
        if (last.stream()
                .anyMatch(other ->
                        other.open() || clock.instant().isBefore(other.at().plus(AGAIN)))) return;
        desk.rotate(key, new Actor.House());
    }

    private void remind(ServiceKey key, Lease lease) {
        var now = clock.instant();
        var before = told.get(key.name());
        if (before != null && now.isBefore(before.plus(REMINDER))) return;
        told.put(key.name(), now);
        if (lease.expired(now))
            alerts.raise(
                    key.agent(),
                    "rotation-overdue",
                    "the credential of \"" + key.name() + "\" is too old since " + lease.expires()
                            + " and is not lent any more: rotate it");
        else
            alerts.raise(
                    key.agent(),
                    "rotation-due",
                    "the credential of \"" + key.name() + "\" is due at " + lease.expires() + ": rotate it before");
    }
}
