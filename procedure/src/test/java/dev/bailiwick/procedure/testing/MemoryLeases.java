package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.procedure.credential.Leases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Leases in memory. A test may take it away. */
public final class MemoryLeases implements Leases {
    private final Map<String, Lease> leases = new LinkedHashMap<>();

    /** Everything that was ever put, in order. */
    public final List<Lease> history = new ArrayList<>();

    public boolean away;

    @Override
    public synchronized void put(Lease lease) {
        present();
        leases.put(lease.id(), lease);
        history.add(lease);
    }

    @Override
    public synchronized List<Lease> open() {
        present();
        return leases.values().stream().filter(Lease::open).toList();
    }

    private void present() {
        if (away) throw new IllegalStateException("the store is away");
    }
}
