package dev.bailiwick.console.testing;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** An {@link AuditLog} that forgets, and that can be broken. */
public final class MemoryLog implements AuditLog {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private volatile boolean broken;

    public MemoryLog(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on nothing can be written, as on a full disk. */
    public void breakDown() {
        broken = true;
    }

    @Override
    public synchronized Entry append(Event event) {
        if (broken) throw new AuditUnavailable("the disk is full");
        var entry = Entry.of(entries.size(), clock.instant(), event);
        entries.add(entry);
        return entry;
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public void read(long from, Predicate<Entry> visitor) {
        for (long i = Math.max(0, from); i < entries.size(); i++) {
            if (!visitor.test(entries.get((int) i))) return;
        }
    }

    /** Everything that was written. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }
}
