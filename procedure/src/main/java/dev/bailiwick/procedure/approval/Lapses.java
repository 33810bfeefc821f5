package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Closes what ran out of time, and what rests on a yes that is nobody's any more, and tells the sessions. Safety does not
 * wait for this: {@code stateAt} already says expired, and a lost yes proves nothing.
 */
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

    /** Whether it was over. */
    boolean closeIfOver(ApprovalTask task) {
        if (task.stateAt(book.now()) == State.EXPIRED) {
            close(task.expired(), "expired", "");
            return true;
        }
        var lost = task.state().open() ? book.lost(task) : Optional.<String>empty();
        lost.ifPresent(why -> close(task.revoked(), "revoked", why));
        return lost.isPresent();
    }

    private void close(ApprovalTask closed, String what, String why) {
        if (!book.approvals().replace(closed)) return;
        book.record(closed, new Actor.House(), what, why, Binding.gone(closed.id()));
        book.waiters().look(closed.id());
        tidings.tell(closed);
    }
}
