package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Evidence;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.Fields;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** How an approved task becomes its one execution: proof, claim, entry, outcome. */
final class Claiming {
    private static final Duration CLAIM_TAKES = Duration.ofSeconds(5);
    private static final Set<State> BEGUN = EnumSet.of(State.CLAIMED, State.EXECUTED, State.FAILED, State.UNKNOWN);

    private final TaskBook book;
    private final Cover cover;

    Claiming(TaskBook book, Cover cover) {
        this.book = book;
        this.cover = cover;
    }

    Optional<ApprovalTask> approved(AgentId agent, Digest action) {
        return book.approvals()
                .openFor(agent, action)
                .filter(task -> task.stateAt(book.now()) == State.APPROVED)
                .filter(book::logged)
                .filter(task -> book.lost(task).isEmpty());
    }

    Optional<Evidence> evidence(ApprovalTask task) {
        return task.evidence()
                .filter(_ -> book.logged(task) && book.lost(task).isEmpty())
                .map(proof -> cover.stands(task) ? proof : proof.withoutTicket());
    }

    Optional<ApprovalTask> claim(ApprovalTask task) {
        boolean opens = task.stateAt(book.now()) == State.APPROVED
                && book.logged(task)
                && book.lost(task).isEmpty();
        return opens && cover.use(task)
                ? Optional.of(task.claimed()).filter(book.approvals()::replace)
                : Optional.empty();
    }

    void executing(ApprovalTask claim, long entry) {
        book.approvals().replace(claim.claimed(entry));
        book.waiters().look(claim.id());
    }

    boolean begun(TaskId id) {
        return BEGUN.contains(book.current(id).state());
    }

    Optional<Long> execution(TaskId id) {
        book.waiters()
                .await(
                        id,
                        CLAIM_TAKES,
                        () -> book.current(id).state() != State.CLAIMED
                                || book.current(id).execution().isPresent());
        return book.current(id).execution();
    }

    void release(ApprovalTask claim) {
        book.approvals().replace(claim.released());
        book.waiters().look(claim.id());
    }

    void settle(TaskId id, State outcome) {
        book.approvals().find(id).filter(task -> task.state() == State.CLAIMED).ifPresent(task -> {
            book.approvals().replace(task.settled(outcome));
            book.record(task.settled(outcome), new Actor.House(), Fields.spelling(outcome), "", Binding.gone(id));
        });
        book.waiters().look(id);
    }
}
