package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Rotation;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.Leases;
import dev.bailiwick.procedure.credential.Rotations;
import dev.bailiwick.procedure.credential.SecretBackend;
import java.util.List;
import java.util.function.Supplier;

/** A program that is killed at a chosen one of its effects, before or after it: from then on it has no effect at all. */
final class Breaking {
    /** Nothing that the program catches. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private int left = Integer.MAX_VALUE;

    synchronized void killAfter(int effects) {
        left = effects;
    }

    private synchronized void step() {
        if (left <= 0) throw new Killed();
        left--;
    }

    private <T> T around(Supplier<T> effect) {
        step();
        T result = effect.get();
        step();
        return result;
    }

    private void around(Runnable effect) {
        step();
        effect.run();
        step();
    }

    Leases breaking(Leases inner) {
        return new Leases() {
            @Override
            public void put(Lease lease) {
                around(() -> inner.put(lease));
            }

            @Override
            public List<Lease> open() {
                return inner.open();
            }
        };
    }

    Rotations breaking(Rotations inner) {
        return new Rotations() {
            @Override
            public void put(Rotation rotation) {
                around(() -> inner.put(rotation));
            }

            @Override
            public List<Rotation> open() {
                return inner.open();
            }

            @Override
            public List<Rotation> history(String key, int most) {
                return inner.history(key, most);
            }
        };
    }

    SecretBackend breaking(SecretBackend inner) {
        return new SecretBackend() {
            @Override
            public String name() {
                return inner.name();
            }

            @Override
            public RevocationClass revocation() {
                return inner.revocation();
            }

            @Override
            public boolean standing() {
                return inner.standing();
            }

            @Override
            public boolean makes() {
                return inner.makes();
            }

            @Override
            public Issued issue(Lease lease) {
                return around(() -> inner.issue(lease));
            }

            @Override
            public void promote(Lease fresh) {
                around(() -> inner.promote(fresh));
            }

            @Override
            public Secret renew(Lease longer, Secret held) {
                return around(() -> inner.renew(longer, held));
            }

            @Override
            public Ending revoke(Lease lease) {
                return around(() -> inner.revoke(lease));
            }

            @Override
            public Standing probe(Lease lease) {
                return around(() -> inner.probe(lease));
            }
        };
    }
}
