package dev.bailiwick.bench.audit;

import dev.bailiwick.bench.disk.Folder;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Tombstone;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.tlog.FileAuditLog;
import dev.bailiwick.tlog.LogVerification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long it takes to remove the bodies of a whole log, tombstones and signatures included, and what is left of it. */
final class Pruned {
    private Pruned() {}

    static void run(Path folder, Event event, long entries) throws IOException {
        try (var log = FileAuditLog.open(folder, InstantSource.system())) {
            Growing.fill(log, event, entries);
            long before = Folder.bytes(folder);
            long start = System.nanoTime();
            long removed = prune(log);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%,d bodies removed in %.1f s (%,.0f a second); %,d MB before, %,d MB after%n",
                    removed,
                    seconds,
                    removed / seconds,
                    before >> 20,
                    Folder.bytes(folder) >> 20);
        }
        var result = LogVerification.verify(folder, Optional.empty(), Optional.empty());
        System.out.printf(
                Locale.ROOT,
                "verified then: %,d entries, %,d of them pruned, %d findings%n",
                result.entries(),
                result.pruned(),
                result.findings().size());
    }

    private static long prune(FileAuditLog log) {
        long removed = 0;
        var pruning = log.pruning();
        pruning.begin();
        for (var stretch : pruning.stretches()) {
            List<Entry> tombstones = new ArrayList<>();
            for (var tombstone : tombstones(log, stretch.first(), stretch.end()))
                tombstones.add(log.append(tombstone.event(new Actor.House())));
            pruning.carryOut(tombstones);
            removed += stretch.end() - stretch.first();
        }
        pruning.end();
        return removed;
    }

    private static List<Tombstone> tombstones(FileAuditLog log, long first, long end) {
        List<Tombstone> tombstones = new ArrayList<>();
        var gathering = new Tombstone.Gathering[] {new Tombstone.Gathering()};
        log.read(first, entry -> {
            if (entry.sequence() >= end) return false;
            gathering[0].add(entry, "usual P13M");
            if (gathering[0].full()) {
                tombstones.add(gathering[0].tombstone());
                gathering[0] = new Tombstone.Gathering();
            }
            return true;
        });
        if (!gathering[0].isEmpty()) tombstones.add(gathering[0].tombstone());
        return tombstones;
    }
}
