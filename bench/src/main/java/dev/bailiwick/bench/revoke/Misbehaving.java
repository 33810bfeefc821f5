package dev.bailiwick.bench.revoke;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A backend in memory with the delay of a network, which may hang, fail or be asked too often. */
final class Misbehaving implements SecretBackend {
    /** How it behaves when it is asked to end something. */
    enum Manner {
        WELL,
        HANGS,
        ANSWERS_500,
        IS_ASKED_TOO_OFTEN
    }

    private static final Duration NETWORK = Duration.ofMillis(150);

    private final String name;
    private final Manner manner;
    private final Set<String> alive = ConcurrentHashMap.newKeySet();

    Misbehaving(String name, Manner manner) {
        this.name = name;
        this.manner = manner;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RevocationClass revocation() {
        return RevocationClass.INSTANT;
    }

    @Override
    public boolean standing() {
        return false;
    }

    @Override
    public Issued issue(Lease lease) {
        alive.add(lease.id());
        return Issued.of(new Secret("secret-of-" + lease.id()));
    }

    @Override
    public Secret renew(Lease longer, Secret held) {
        return held;
    }

    @Override
    public Ending revoke(Lease lease) {
        pause(manner == Manner.HANGS ? Duration.ofHours(1) : NETWORK);
        if (manner == Manner.ANSWERS_500) throw new BackendUnavailable("500");
        if (manner == Manner.IS_ASKED_TOO_OFTEN) throw new BackendUnavailable("429: asked too often");
        alive.remove(lease.id());
        return new Ending.Done();
    }

    @Override
    public Standing probe(Lease lease) {
        pause(NETWORK);
        return alive.contains(lease.id()) ? Standing.ACCEPTED : Standing.REFUSED;
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendUnavailable("interrupted", e);
        }
    }
}
