package dev.bailiwick.procedure.sink;

import dev.bailiwick.core.audit.Entry;
import java.time.Instant;

/** What a receiver is sent. */
public sealed interface Parcel {
    Instant at();

    /**
     * One entry of the log.
     *
     * @param resent whether it may have been sent before
     */
    record Logged(Entry entry, boolean resent) implements Parcel {
        @Override
        public Instant at() {
            return entry.at();
        }
    }

    /** The log's newest signed checkpoint: what the log cannot take back once it is elsewhere. */
    record Sealed(Instant at, String note) implements Parcel {}

    /**
     * That Bailiwick is there: its silence is an alarm.
     *
     * @param size how many entries the log has
     * @param next the entry this receiver gets next
     */
    record Alive(Instant at, long size, long next) implements Parcel {}
}
