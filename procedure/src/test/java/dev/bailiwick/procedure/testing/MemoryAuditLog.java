package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** An {@link AuditLog} that forgets, and that can be told to fail. */
public final class MemoryAuditLog implements AuditLog {
    private final InstantSource clock;
    private final List<Entry> entries = new ArrayList<>();
    private boolean broken;

    public MemoryAuditLog(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on nothing can be written, until {@link #mend}. */
    public synchronized void breakDown() {
        broken = true;
    }

    public synchronized void mend() {
        broken = false;
    }

    @Override
    public synchronized Entry append(Event event) {
        if (broken) throw new AuditUnavailable("the disk is full");
        var entry = Entry.of(entries.size(), clock.instant(), event);
        entries.add(entry);
        return entry;
    }

    @Override
    public synchronized long size() {
        return entries.size();
    }

    @Override
    public void read(long from, Predicate<Entry> visitor) {
        for (var entry : entries()) {
            if (entry.sequence() >= from && !visitor.test(entry)) return;
        }
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    public List<Entry> of(Event.Kind kind) {
        return entries().stream().filter(entry -> entry.kind() == kind).toList();
    }
}
