package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Since when each person has a request before them, for how long they thought. In memory: after a start it is not known. */
final class Readers {
    private static final int MOST = 10_000;

    private record Reader(TaskId task, PersonId person) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Reader, Instant> since = new LinkedHashMap<>();

    void shown(TaskId task, PersonId person, Instant now) {
        lock.lock();
        try {
            since.putIfAbsent(new Reader(task, person), now);
            if (since.size() > MOST) since.remove(since.keySet().iterator().next());
        } finally {
            lock.unlock();
        }
    }

    Optional<Instant> since(TaskId task, PersonId person) {
        lock.lock();
        try {
            return Optional.ofNullable(since.get(new Reader(task, person)));
        } finally {
            lock.unlock();
        }
    }
}
