package dev.bailiwick.procedure.audit;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.control.ControlFold;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The log, and beside it in memory what its entries say of control state. Whoever is about to honour a record of the store
 * asks here first.
 *
 * <p>What opens is written here before it is written to the store, what closes afterwards: whatever a crash leaves between
 * the two, the store is never the looser one. From time to time the fold itself becomes an entry, so that a start reads the
 * last stretch of the log and not all of it. As it is an entry, nobody can put another in its place.
 */
public final class ControlLog implements AuditLog {
    private static final String SNAPSHOT = "control-state";

    /** So many entries later the fold is written down again. */
    private static final long BETWEEN_SNAPSHOTS = 20_000;

    /** How much a start reads at once while it looks for the last fold. */
    private static final long STRETCH = 32_768;

    private final AuditLog log;
    private final ReentrantLock order = new ReentrantLock();

    /** Never held while the disk is waited for. */
    private final ReentrantLock state = new ReentrantLock();

    private final ControlFold fold;
    private long snapshot;

    private ControlLog(AuditLog log, ControlFold fold, long snapshot) {
        this.log = log;
        this.fold = fold;
        this.snapshot = snapshot;
    }

    /** @throws AuditUnavailable when the log cannot be read */
    public static ControlLog over(AuditLog log) {
        var found = lastSnapshot(log);
        var fold = found == null ? new ControlFold() : found.fold();
        long from = found == null ? 0 : found.at();
        log.read(from, entry -> {
            fold.take(entry);
            return true;
        });
        return new ControlLog(log, fold, from);
    }

    private record Snapshot(long at, ControlFold fold) {}

    private static @Nullable Snapshot lastSnapshot(AuditLog log) {
        for (long end = log.size(); end > 0; end -= STRETCH) {
            var found = lastSnapshot(log, Math.max(0, end - STRETCH), end);
            if (found != null) return found;
        }
        return null;
    }

    private static @Nullable Snapshot lastSnapshot(AuditLog log, long from, long end) {
        var last = new Snapshot[1];
        log.read(from, Wanted.of(Event.Kind.HOUSE).about(SNAPSHOT), entry -> {
            if (entry.sequence() >= end) return false;
            var fold = fold(log, entry);
            if (fold.isPresent()) last[0] = new Snapshot(entry.sequence(), fold.get());
            return true;
        });
        return last[0];
    }

    private static Optional<ControlFold> fold(AuditLog log, Entry entry) {
        return log.body(entry)
                .filter(body -> body.string("what").equals(Optional.of(SNAPSHOT)))
                .flatMap(body -> body.object("bound"))
                .map(ControlFold::of);
    }

    /** What is bound is bound in the order of the log: one such entry after the other. There are few. */
    @Override
    public Entry append(Event event) {
        if (Binding.of(event.kind(), event.body()).isEmpty()) return log.append(event);
        order.lock();
        try {
            var entry = log.append(event);
            var _ = asked(fold -> {
                fold.take(entry);
                return true;
            });
            return entry;
        } finally {
            order.unlock();
        }
    }

    /** Whether the log's last word on a record is exactly this one. */
    public boolean honours(Binding record) {
        return asked(fold -> record.digest().isPresent() && fold.says(record));
    }

    /** Whether the log has a last word on it at all. */
    public boolean knows(String key) {
        return asked(fold -> fold.knows(key));
    }

    /** The records of one kind that the log says are in force. */
    public List<Binding> inForce(Binding.Kind kind) {
        return asked(fold -> fold.of(kind));
    }

    private <T> T asked(Function<ControlFold, T> question) {
        state.lock();
        try {
            return question.apply(fold);
        } finally {
            state.unlock();
        }
    }

    /** Writes the fold down once the log has grown enough since the last time. */
    public void keepSnapshot(Instant now) {
        if (log.size() - snapshot >= BETWEEN_SNAPSHOTS) keepSnapshotNow(now);
    }

    /** Writes the fold down: no start needs what stands before this entry. Returns its sequence. */
    public long keepSnapshotNow(Instant now) {
        order.lock();
        try {
            var bound = asked(fold -> {
                fold.forget(now);
                return fold.json();
            });
            var body = JsonObject.with("what", SNAPSHOT).and("bound", bound).build();
            snapshot = log.append(Event.of(Event.Kind.HOUSE, new Actor.House(), body))
                    .sequence();
            return snapshot;
        } finally {
            order.unlock();
        }
    }

    @Override
    public long size() {
        return log.size();
    }

    @Override
    public void read(long from, Predicate<Entry> visitor) {
        log.read(from, visitor);
    }

    @Override
    public long read(long from, Wanted wanted, Predicate<Entry> visitor) {
        return log.read(from, wanted, visitor);
    }

    @Override
    public Optional<JsonObject> body(Entry entry) {
        return log.body(entry);
    }
}
