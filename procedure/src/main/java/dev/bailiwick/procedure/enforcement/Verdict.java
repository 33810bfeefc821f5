package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.policy.Obligation;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.Tier;
import java.util.List;

/** What an enforcement point must do. Everything but a Permit means: do not. */
public sealed interface Verdict {
    /**
     * Go, once.
     *
     * @param entry the log's number of the decision; the outcome is reported under it
     * @param tier what it was judged to be
     */
    record Permit(long entry, Tier tier, List<Obligation> obligations) implements Verdict {}

    /** No. {@code entry} is -1 when the log itself could not be written. */
    record Refused(long entry, Reason reason) implements Verdict {}

    /** Not started: people must decide. Do not retry; the session is told. */
    record Pending(long entry, TaskId task, Reason reason) implements Verdict {}

    /** Another identical attempt used the approval; nothing was done here. */
    record AlreadyExecuted(long entry, TaskId task, long execution) implements Verdict {}
}
