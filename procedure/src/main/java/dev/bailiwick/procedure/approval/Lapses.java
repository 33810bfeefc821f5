package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import java.util.EnumSet;
import java.util.Set;

/** Closes what ran out of time and tells the sessions. Safety does not wait for this: {@code stateAt} already says expired. */
final class Lapses {
    private static final Set<State> OPEN = EnumSet.of(State.PENDING, State.APPROVED);

    private final TaskBook book;
    private final Tidings tidings;

    Lapses(TaskBook book, Tidings tidings) {
        this.book = book;
        this.tidings = tidings;
    }

    void close() {
        book.approvals().in(OPEN, 1_000, 0).forEach(this::closeIfOver);
    }

    void closeIfOver(ApprovalTask task) {
        if (task.stateAt(book.now()) == State.EXPIRED) expire(task);
    }

    private void expire(ApprovalTask task) {
        if (!book.approvals().replace(task.expired())) return;
        book.record(task.expired(), new Actor.House(), "expired", "", Binding.gone(task.id()));
        book.waiters().look(task.id());
        tidings.tell(task.expired());
    }
}
