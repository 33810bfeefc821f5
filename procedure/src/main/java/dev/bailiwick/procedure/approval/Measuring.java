package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.Asked;
import dev.bailiwick.core.approval.Fatigue;
import dev.bailiwick.core.value.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads the last requests for those who measure. What a request came to is remembered with its revision, so that each look reads
 * only what changed since the one before.
 */
final class Measuring {
    private static final int MOST = 20_000;

    private final Approvals approvals;
    private final ReentrantLock reading = new ReentrantLock();
    private Map<TaskId, Known> known = Map.of();

    private record Known(long revision, Asked asked) {}

    Measuring(Approvals approvals) {
        this.approvals = approvals;
    }

    Fatigue since(Instant since) {
        return Fatigue.of(asked(since), since);
    }

    /** A look further back reads again what a shorter one forgot; there are few kinds of looks. */
    private Collection<Asked> asked(Instant since) {
        reading.lock();
        try {
            var next = new HashMap<TaskId, Known>();
            approvals.revisions(since, MOST).forEach((id, revision) -> next.put(id, known(id, revision)));
            known = next;
            return next.values().stream().map(Known::asked).toList();
        } finally {
            reading.unlock();
        }
    }

    private Known known(TaskId id, long revision) {
        var before = known.get(id);
        return before != null && before.revision() == revision ? before : read(id);
    }

    private Known read(TaskId id) {
        var task = approvals.find(id).orElseThrow(() -> new IllegalStateException("no task " + id));
        return new Known(task.revision(), Asked.of(task));
    }
}
