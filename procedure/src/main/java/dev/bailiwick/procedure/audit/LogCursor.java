package dev.bailiwick.procedure.audit;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Wanted;
import java.util.function.Consumer;

/** Somebody's place in the log. What they want of it they are handed in order and once. For one thread at a time. */
public final class LogCursor {
    private final AuditLog log;
    private final Wanted wanted;
    private long next;

    /** At the beginning of the log. */
    public LogCursor(AuditLog log, Wanted wanted) {
        this(log, wanted, 0);
    }

    public LogCursor(AuditLog log, Wanted wanted, long from) {
        this.log = log;
        this.wanted = wanted;
        this.next = from;
    }

    /**
     * Hands over what is new. An entry whose taker fails is handed over again the next time.
     *
     * @throws AuditUnavailable when the log cannot be read
     */
    public void advance(Consumer<Entry> taker) {
        next = log.read(next, wanted, entry -> {
            taker.accept(entry);
            next = entry.sequence() + 1;
            return true;
        });
    }
}
