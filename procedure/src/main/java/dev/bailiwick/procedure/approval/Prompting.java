package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.procedure.audit.AuditLog;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** Counts along the log's last stretch who was asked about tiers 1 and 2, and reads on from where it stopped. */
public final class Prompting {
    /** So many of the log's last entries are looked at, and at most a block more. */
    static final long STRETCH = 50_000;

    private static final long BLOCK = 1_000;

    private final AuditLog log;
    private final ReentrantLock reading = new ReentrantLock();
    private final TreeMap<Long, Prompted> blocks = new TreeMap<>();
    private long next;

    public Prompting(AuditLog log) {
        this.log = log;
    }

    public Prompted now() {
        reading.lock();
        try {
            long first = Math.max(0, log.size() - STRETCH) / BLOCK;
            blocks.headMap(first).clear();
            next = Math.max(next, first * BLOCK);
            log.read(next, this::count);
            return blocks.values().stream().reduce(Prompted.NOTHING, Prompted::plus);
        } finally {
            reading.unlock();
        }
    }

    private boolean count(Entry entry) {
        if (inside(entry)) blocks.merge(entry.sequence() / BLOCK, asked(Decided.of(entry)), Prompted::plus);
        next = entry.sequence() + 1;
        return true;
    }

    private static boolean inside(Entry entry) {
        return entry.kind() == Event.Kind.DECISION
                && Decided.of(entry).tier().filter(tier -> tier <= 2).isPresent();
    }

    private static Prompted asked(Decided decided) {
        boolean alone = decided.verdict().equals(Optional.of("permit"))
                && decided.task().isEmpty();
        boolean asked = decided.verdict().equals(Optional.of("pending"));
        return new Prompted(alone ? 1 : 0, asked ? 1 : 0);
    }
}
