package dev.bailiwick.bench.decide;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A log that keeps nothing: what decisions would cost without one. */
final class Forgetful implements AuditLog {
    private final AtomicLong size = new AtomicLong();
    private final InstantSource clock;

    Forgetful(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Entry append(Event event) {
        return Entry.of(size.getAndIncrement(), clock.instant(), event);
    }

    @Override
    public long size() {
        return size.get();
    }

    @Override
    public void read(long from, Predicate<Entry> visitor) {
        // it has nothing to hand over
    }
}
