package dev.bailiwick.gateway.authzen;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.TaskId;
import io.helidon.http.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which submissions were already answered, so that a repeated one gets the same task and not another. The newest
 * {@value #LIMIT} of each kind, in memory: what is forgotten joins the task that is still open, as any identical action does.
 */
final class Submissions {
    static final int LIMIT = 10_000;

    private record Submission(Digest body, TaskId task) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Submission> byKey = bounded();
    private final Map<String, TaskId> byToken = bounded();

    /**
     * The task of an earlier submission under the same idempotency key.
     *
     * @throws dev.bailiwick.gateway.http.HttpError 409 when the earlier one said something else
     */
    Optional<TaskId> repeated(String key, Digest body) {
        lock.lock();
        try {
            var earlier = Optional.ofNullable(byKey.get(key));
            if (earlier.isPresent() && !earlier.get().body().equals(body))
                throw DenialBinding.problem(
                        Status.CONFLICT_409, "duplicate_request", "this Idempotency-Key was used for another request");
            return earlier.map(Submission::task);
        } finally {
            lock.unlock();
        }
    }

    void remember(String key, Digest body, TaskId task) {
        lock.lock();
        try {
            byKey.put(key, new Submission(body, task));
        } finally {
            lock.unlock();
        }
    }

    /** The task a token has opened; opened now, if it has not. One token opens one task. */
    ApprovalTask opened(
            DenialBinding.Bound token, Function<TaskId, Optional<ApprovalTask>> find, Supplier<ApprovalTask> open) {
        lock.lock();
        try {
            var earlier = Optional.ofNullable(byToken.get(token.id())).flatMap(find);
            var task = earlier.orElseGet(open);
            byToken.put(token.id(), task.id());
            return task;
        } finally {
            lock.unlock();
        }
    }

    private static <T> Map<String, T> bounded() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > LIMIT;
            }
        };
    }
}
