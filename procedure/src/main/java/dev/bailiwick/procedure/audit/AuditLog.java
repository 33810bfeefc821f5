package dev.bailiwick.procedure.audit;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.json.JsonObject;
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
