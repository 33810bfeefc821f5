package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Tombstone;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.Pruning;
import java.util.ArrayList;
import java.util.List;

/** A {@link Pruning} that removes nothing and remembers what it was told to. */
public final class MemoryPruning implements Pruning {
    private final AuditLog log;
    private final List<Entry> carriedOut = new ArrayList<>();
    private long begun;

    public MemoryPruning(AuditLog log) {
        this.log = log;
    }

    @Override
    public void begin() {
        begun = log.size();
    }

    @Override
    public List<Stretch> stretches() {
        return begun == 0 ? List.of() : List.of(new Stretch(0, begun));
    }

    @Override
    public void carryOut(List<Entry> tombstones) {
        carriedOut.addAll(tombstones);
    }

    @Override
    public void end() {
        begun = 0;
    }

    /** The entries that every tombstone so far named. */
    public List<String> named() {
        return carriedOut.stream()
                .map(entry -> Tombstone.of(entry).orElseThrow().entries().toString())
                .toList();
    }
}
