package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** A backend that does what a test says, and remembers what is alive in it. */
public final class ScriptedBackend implements SecretBackend {
    /** How it behaves. */
    public enum Mood {
        WELL,
        LOSES_ITS_ANSWER,
        FAILS,
        HANGS,
        /** Hangs, and no interrupt wakes it, as a native call does. */
        DEAF,
        ONLY_QUEUES,
        /** Gives something that opens no door. */
        MAKES_WORTHLESS
    }

    private final String name;
    private final boolean standing;
    private final boolean makes;
    public final Set<String> alive = ConcurrentHashMap.newKeySet();
    public final List<String> revoked = new CopyOnWriteArrayList<>();
    public final AtomicInteger hanging = new AtomicInteger();
    public volatile Mood mood = Mood.WELL;
    /** What happens while the new one is being tried. */
    public volatile Runnable meanwhile = () -> {};

    public volatile Duration deadline = Duration.ofSeconds(8);
    public volatile UnaryOperator<String> spelling = UnaryOperator.identity();

    public ScriptedBackend(String name, boolean standing) {
        this(name, standing, !standing);
    }

    public ScriptedBackend(String name, boolean standing, boolean makes) {
        this.name = name;
        this.standing = standing;
        this.makes = makes;
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
        return standing;
    }

    @Override
    public boolean makes() {
        return makes;
    }

    @Override
    public Duration deadline() {
        return deadline;
    }

    @Override
    public Issued issue(Lease lease) {
        if (mood == Mood.FAILS) throw new BackendUnavailable("500");
        if (mood != Mood.MAKES_WORTHLESS) alive.add(lease.id());
        if (mood == Mood.LOSES_ITS_ANSWER) throw new BackendUnavailable("the connection was lost");
        return Issued.of(new Secret(spelling.apply(
                "s3cr3t-of-" + (makes ? lease.id() : lease.secret().name()))));
    }

    @Override
    public Secret renew(Lease longer, Secret held) {
        if (mood == Mood.FAILS) throw new BackendUnavailable("500");
        return held;
    }

    @Override
    public Ending revoke(Lease lease) {
        switch (mood) {
            case FAILS -> throw new BackendUnavailable("500");
            case HANGS -> hang();
            case DEAF -> hangDeaf();
            case ONLY_QUEUES -> {
                return new Ending.Queued();
            }
            case WELL, LOSES_ITS_ANSWER, MAKES_WORTHLESS -> {}
        }
        alive.remove(lease.id());
        revoked.add(lease.id());
        return new Ending.Done();
    }

    private void hangDeaf() {
        hanging.incrementAndGet();
        boolean heard = false;
        while (mood == Mood.DEAF) {
            LockSupport.parkNanos(1_000_000);
            heard |= Thread.interrupted();
        }
        hanging.decrementAndGet();
        if (heard) Thread.currentThread().interrupt();
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendUnavailable("interrupted", e);
        }
    }

    @Override
    public Standing probe(Lease lease) {
        var once = meanwhile;
        meanwhile = () -> {};
        once.run();
        return alive.contains(lease.id()) ? Standing.ACCEPTED : Standing.REFUSED;
    }
}
