package dev.bailiwick.procedure.audit;

import dev.bailiwick.core.audit.Entry;
import java.util.List;

/**
 * How bodies leave the log. First {@link #begin}, then tombstones are appended, then {@link #carryOut}: a crash anywhere
 * leaves a log in which nothing is gone that no entry names, and the next start carries out what was named and signed.
 */
public interface Pruning {
    /**
     * A part of the log that is written to no more and is replaced as one.
     *
     * @param first its first entry
     * @param end the sequence after its last
     */
    record Stretch(long first, long end) {}

    /**
     * Says that tombstones may come now.
     *
     * @throws AuditUnavailable when it cannot be said durably: then none may come
     */
    void begin();

    /** The parts of the log that bodies can be removed from, in its order. */
    List<Stretch> stretches();

    /**
     * Removes what these entries name, all of it within one stretch. Waits until they are signed.
     *
     * @throws AuditUnavailable when it cannot be removed now: the next {@link #begin} tries again
     */
    void carryOut(List<Entry> tombstones);

    /** Says that nothing is left to be removed. */
    void end();
}
