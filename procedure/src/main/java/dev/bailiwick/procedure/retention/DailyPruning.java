package dev.bailiwick.procedure.retention;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Prunes once a day, and only by a clock that has gone evenly for that day: one that was set could make everything look old.
 * Beside the clock of the wall it reads one that nobody sets; where the two part, both times are an entry and the day begins
 * anew. What a clock that was wrong from the start could do, its retention's length bounds: see docs/audit.md.
 */
public final class DailyPruning {
    static final Duration DAY = Duration.ofDays(1);

    /** What the correction of a clock that runs a little wrong may come to between two looks. */
    static final Duration CORRECTION = Duration.ofMinutes(2);

    private final RetentionDesk desk;
    private final AuditLog log;
    private final InstantSource clock;
    private final LongSupplier steady;
    private Look last;
    private long since;

    /** @param steady nanoseconds of a clock that nobody sets */
    public DailyPruning(RetentionDesk desk, AuditLog log, InstantSource clock, LongSupplier steady) {
        this.desk = desk;
        this.log = log;
        this.clock = clock;
        this.steady = steady;
        this.last = look();
        this.since = last.nanos();
    }

    /** Both clocks, read together. */
    private record Look(Instant at, long nanos) {
        /** How far the wall's clock was set meanwhile. */
        Duration set(Look before) {
            return Duration.between(before.at(), at).minusNanos(nanos - before.nanos());
        }
    }

    private Look look() {
        return new Look(clock.instant(), steady.getAsLong());
    }

    /** Looks at the clocks; what it pruned, if this was the time. */
    public synchronized Optional<Report> turn() {
        var before = last;
        last = look();
        if (last.set(before).abs().compareTo(CORRECTION) > 0) noticed(before);
        if (last.nanos() - since < DAY.toNanos()) return Optional.empty();
        since = last.nanos();
        return Optional.of(desk.pruneByRule());
    }

    private void noticed(Look before) {
        since = last.nanos();
        var expected = before.at().plusNanos(last.nanos() - before.nanos());
        var body = JsonObject.with("what", "clock-set")
                .and("expected", expected.toString())
                .and("found", last.at().toString());
        log.append(Event.of(Event.Kind.HOUSE, new Actor.House(), body.build()));
    }
}
