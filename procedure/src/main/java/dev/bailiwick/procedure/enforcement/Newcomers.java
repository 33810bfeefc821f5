package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Judgement;

/** Who is told of tools that nobody has looked at, before anything happens: who fails here refuses the call. */
@FunctionalInterface
public interface Newcomers {
    /** Somebody tried one that nobody has classified. */
    void met(Attempt attempt);

    /** It is about to be permitted without anybody's word. */
    default void permitted(Attempt attempt, Judgement judgement) {}

    /** People agreed to this one, and it is about to happen. */
    default void approved(Attempt attempt, Judgement judgement, ApprovalTask task) {}

    /** Both are told, this one first. */
    default Newcomers and(Newcomers other) {
        return new Newcomers() {
            @Override
            public void met(Attempt attempt) {
                Newcomers.this.met(attempt);
                other.met(attempt);
            }

            @Override
            public void permitted(Attempt attempt, Judgement judgement) {
                Newcomers.this.permitted(attempt, judgement);
                other.permitted(attempt, judgement);
            }

            @Override
            public void approved(Attempt attempt, Judgement judgement, ApprovalTask task) {
                Newcomers.this.approved(attempt, judgement, task);
                other.approved(attempt, judgement, task);
            }
        };
    }
}
