package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Where entries wait for the writer: many threads bring one each, one thread takes all that has gathered. */
final class Intake {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than this no entry waits for others to join it. */
    private static final Duration MAX_GATHERING = Duration.ofMillis(1);

    /** Batches to pass before gathering is tried again. */
    private static final int NOT_TRIED_FOR = 16;

    private final ReentrantLock gate = new ReentrantLock();
    private final Condition filled = gate.newCondition();
    private final Condition taken = gate.newCondition();
    private Batch open = new Batch();
    private boolean closing;

    /** How many entries must wait before the writer is woken. */
    private int wanted = 1;

    private int lastBatch;
    private int notPaying;
    private long lastWriteNanos;

    /**
     * Brings one and waits until it is durable.
     *
     * @throws AuditUnavailable when it is not
     */
    Entry bring(Draft draft) {
        Batch batch;
        int place;
        gate.lock();
        try {
            awaitRoom();
            batch = open;
            place = batch.add(draft);
            if (batch.size() >= wanted) filled.signal();
        } finally {
            gate.unlock();
        }
        return batch.await(place, PATIENCE);
    }

    private void awaitRoom() {
        try {
            long left = PATIENCE.toNanos();
            while (open.full() && !closing) {
                if (left <= 0) throw new AuditUnavailable("too many entries wait for the log's disk");
                left = taken.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditUnavailable("interrupted while waiting for the log", e);
        }
        if (closing) throw new AuditUnavailable("the log is closed");
    }

    /** Everything that waits, as soon as something does; null when it is closed and nothing is left. */
    @Nullable
    Batch take() {
        gate.lock();
        try {
            while (open.size() == 0 && !closing) filled.awaitUninterruptibly();
            if (open.size() == 0) return null;
            gather();
            var batch = open;
            open = new Batch();
            taken.signalAll();
            return batch;
        } finally {
            gate.unlock();
        }
    }

    /**
     * Waits a fraction of a force for those who were just acknowledged: they often come again at once, and then go with
     * this batch and not with the next. Where that does not pay, it is not tried for a while.
     */
    private void gather() {
        if (lastBatch < 2 || notPaying > 0) {
            notPaying--;
            return;
        }
        int before = open.size();
        wanted = before + lastBatch;
        try {
            long left = Math.min(lastWriteNanos / 4, MAX_GATHERING.toNanos());
            while (open.size() < wanted && left > 0 && !closing) left = filled.awaitNanos(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (open.size() - before < lastBatch / 2) notPaying = NOT_TRIED_FOR;
        wanted = 1;
    }

    /** What the last write of the one who takes was like. */
    void wrote(int entries, long nanos) {
        lastBatch = entries;
        lastWriteNanos = nanos;
    }

    /** Nobody brings anything any more; what waits can still be taken. */
    void close() {
        gate.lock();
        try {
            closing = true;
            filled.signalAll();
            taken.signalAll();
        } finally {
            gate.unlock();
        }
    }
}
