package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where tasks are kept. Every method is one transaction, durable when it returns. */
public interface Approvals {
    /**
     * Keeps a new task, or returns the one that already asks for the same action of the same agent: pending, approved, or
     * claimed without an entry, because such a claim may still be released. One that lapsed before the new one was opened is
     * written down as expired instead. However many do this at once, at most one task is open.
     */
    ApprovalTask openOrJoin(ApprovalTask task);

    Optional<ApprovalTask> find(TaskId id);

    /** The newest task for this action of this agent that is pending or approved, or claimed without an entry. */
    Optional<ApprovalTask> openFor(AgentId agent, Digest action);

    /** How many tasks of this agent are pending or approved, or claimed without an entry. */
    int openOf(AgentId agent);

    /** How many tasks of this agent were opened at this instant or later, whatever became of them. */
    int openedBy(AgentId agent, Instant since);

    /** Replaces a task if it still has the revision before this one; false when somebody was faster. */
    boolean replace(ApprovalTask next);

    /** Newest first. */
    List<ApprovalTask> in(Set<State> states, int limit, int offset);

    int count(Set<State> states);

    /** The revisions of the newest tasks opened at this instant or later, whatever became of them; at most so many. */
    Map<TaskId, Long> revisions(Instant since, int limit);
}
