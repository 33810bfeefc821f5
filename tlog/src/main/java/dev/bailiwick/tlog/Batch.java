package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Entries that become durable together. Filled under the log's lock; awaited by everybody who put an entry in. */
final class Batch {
    /** A batch takes no more than this: it bounds what waits and what one write writes. */
    private static final int MAX_ENTRIES = 4_096;

    private static final int MAX_BYTES = 8 << 20;

    private final List<Draft> drafts = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private int bytes;
    private @Nullable Outcome outcome;

    private sealed interface Outcome {
        record Durable(long first, Instant at) implements Outcome {}

        record Failed(Exception cause) implements Outcome {}
    }

    boolean full() {
        return drafts.size() >= MAX_ENTRIES || bytes >= MAX_BYTES;
    }

    int size() {
        return drafts.size();
    }

    /** @return the entry's place in the batch */
    int add(Draft draft) {
        drafts.add(draft);
        bytes += draft.maxLength();
        return drafts.size() - 1;
    }

    List<Draft> drafts() {
        return drafts;
    }

    void durable(long first, Instant at) {
        outcome = new Outcome.Durable(first, at);
        done.countDown();
    }

    void failed(Exception cause) {
        outcome = new Outcome.Failed(cause);
        done.countDown();
    }

    /**
     * Waits until the batch is durable.
     *
     * @throws AuditUnavailable when it is not: then the entry may or may not be in the log, and the action must not happen
     */
    Entry await(int place, Duration patience) {
        try {
            if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AuditUnavailable("the log's disk has not answered for " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditUnavailable("interrupted while waiting for the log", e);
        }
        return switch (outcome) {
            case Outcome.Durable(var first, var at) ->
                Entry.of(first + place, at, drafts.get(place).event());
            case Outcome.Failed(var cause) ->
                throw new AuditUnavailable(
                        "the log cannot be written (" + cause.getMessage() + "): every action is refused until it can",
                        cause);
            case null -> throw new IllegalStateException("a batch is done without outcome");
        };
    }
}
