package dev.bailiwick.procedure.audit;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Predicate;

/** The log of this node. Thread-safe; its order is the order of appends. */
public interface AuditLog {
    /**
     * Appends one event and returns once it is durable.
     *
     * @throws AuditUnavailable when it cannot be made durable; then the action must not happen
     */
    Entry append(Event event);

    /** How many entries are durable. */
    long size();

    /**
     * Hands entries to the visitor in order, from the given sequence on, until the visitor answers false or the log ends.
     *
     * @throws AuditUnavailable when the log cannot be read
     */
    void read(long from, Predicate<Entry> visitor);

    /** When it began: of what nobody ever did, the time counts from there. Empty while it has no entry. */
    default Optional<Instant> begun() {
        var first = new ArrayList<Instant>();
        read(0, entry -> {
            first.add(entry.at());
            return false;
        });
        return first.stream().findFirst();
    }

    /**
     * {@link #read(long, Predicate)}, but only what is wanted, and perhaps more of the same kinds. Costs with how much of that
     * there is and not with the length of the log, as far as the log has a table of contents.
     *
     * @return where to go on: the sequence after the last entry that was looked at or passed over
     * @throws AuditUnavailable when the log cannot be read
     */
    default long read(long from, Wanted wanted, Predicate<Entry> visitor) {
        var next = new long[] {from};
        read(from, entry -> {
            boolean more = !wanted.has(entry) || visitor.test(entry);
            next[0] = entry.sequence() + 1;
            return more;
        });
        return next[0];
    }

    /**
     * The body of an entry as it was appended: one that was too large for the log lies beside it. Empty when what lies
     * there is missing or changed.
     *
     * @throws AuditUnavailable when the log cannot be read
     */
    default Optional<JsonObject> body(Entry entry) {
        return Optional.of(entry.body());
    }
}
