package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.procedure.approval.Approvals;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@link Approvals} that forget. */
public final class MemoryApprovals implements Approvals {
    private static final Comparator<ApprovalTask> NEWEST = Comparator.comparing(ApprovalTask::opened)
            .thenComparing(task -> task.id().value())
            .reversed();

    private final Map<TaskId, ApprovalTask> tasks = new HashMap<>();
    private long found;

    @Override
    public synchronized ApprovalTask openOrJoin(ApprovalTask task) {
        var standing = openFor(task.agent(), task.action());
        if (standing.isPresent()) {
            var other = standing.get();
            if (other.stateAt(task.opened()) != State.EXPIRED) return other;
            tasks.put(other.id(), other.expired());
        }
        if (tasks.putIfAbsent(task.id(), task) != null) throw new IllegalArgumentException("task id is taken");
        return task;
    }

    @Override
    public synchronized Optional<ApprovalTask> find(TaskId id) {
        found++;
        return Optional.ofNullable(tasks.get(id));
    }

    @Override
    public synchronized Optional<ApprovalTask> openFor(AgentId agent, Digest action) {
        return tasks.values().stream()
                .filter(task -> task.agent().equals(agent) && task.action().equals(action) && live(task))
                .min(NEWEST);
    }

    @Override
    public synchronized int openOf(AgentId agent) {
        return (int) tasks.values().stream()
                .filter(task -> task.agent().equals(agent) && live(task))
                .count();
    }

    @Override
    public synchronized int openedBy(AgentId agent, Instant since) {
        return (int) tasks.values().stream()
                .filter(task -> task.agent().equals(agent) && !task.opened().isBefore(since))
                .count();
    }

    private static boolean live(ApprovalTask task) {
        return task.state().open()
                || (task.state() == State.CLAIMED && task.execution().isEmpty());
    }

    @Override
    public synchronized boolean replace(ApprovalTask next) {
        var before = tasks.get(next.id());
        if (before == null || before.revision() != next.revision() - 1) return false;
        tasks.put(next.id(), next);
        return true;
    }

    @Override
    public synchronized List<ApprovalTask> in(Set<State> states, int limit, int offset) {
        return tasks.values().stream()
                .filter(task -> states.contains(task.state()))
                .sorted(NEWEST)
                .skip(offset)
                .limit(limit)
                .toList();
    }

    /** How often a task was looked up by its id. */
    public synchronized long found() {
        return found;
    }

    @Override
    public synchronized Map<TaskId, Long> revisions(Instant since, int limit) {
        return tasks.values().stream()
                .filter(task -> !task.opened().isBefore(since))
                .sorted(NEWEST)
                .limit(limit)
                .collect(Collectors.toUnmodifiableMap(ApprovalTask::id, ApprovalTask::revision));
    }

    @Override
    public synchronized int count(Set<State> states) {
        return (int) tasks.values().stream()
                .filter(task -> states.contains(task.state()))
                .count();
    }
}
