package dev.bailiwick.secrets.sealedfile;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.Leases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** The open leases beside the store, sealed: what revoking everything needs on the day the database is away. */
public final class SealedKit implements Leases {
    private static final String PURPOSE = "kit";

    private final Path file;
    private final Seal seal;
    private final ReentrantLock lock = new ReentrantLock();

    public SealedKit(Path file, Seal seal) {
        this.file = file;
        this.seal = seal;
    }

    @Override
    public void put(Lease lease) {
        lock.lock();
        try {
            var leases = new TreeMap<>(content());
            if (lease.open()) leases.put(lease.id(), lease);
            else leases.remove(lease.id());
            var members = JsonObject.builder();
            leases.forEach((id, each) -> members.and(id, each.json()));
            seal.close(file, PURPOSE, members.build());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Lease> open() {
        lock.lock();
        try {
            return content().values().stream()
                    .sorted(Comparator.comparing(Lease::issued).thenComparing(Lease::id))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Lease> content() {
        var leases = new TreeMap<String, Lease>();
        if (Files.exists(file)) {
            var content = seal.open(file, PURPOSE);
            content.members()
                    .keySet()
                    .forEach(id -> content.object(id).map(Lease::of).ifPresent(lease -> leases.put(id, lease)));
        }
        return leases;
    }
}
