package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.decision.Attempt;

/** Who is told of calls whose tool nobody has classified. */
@FunctionalInterface
public interface Newcomers {
    /** Somebody tried it. */
    void met(Attempt attempt);

    /** People agreed to this one, and it is about to happen. */
    default void approved(Attempt attempt, ApprovalTask task) {}
}
