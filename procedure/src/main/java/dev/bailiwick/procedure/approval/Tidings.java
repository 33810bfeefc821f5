package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.json.Fields;

/** What an agent is told of its requests: in the answer while it waits, in its session once it does not. */
final class Tidings {
    private final TaskBook book;

    Tidings(TaskBook book) {
        this.book = book;
    }

    void tell(ApprovalTask task) {
        if (book.waiters().anybody(task.id())) return;
        book.around().notices().tell(task.agent(), task.session(), words(task));
    }

    private String words(ApprovalTask task) {
        if (task.state() == State.APPROVED)
            return "People approved " + task.id() + ": repeat the identical call once, and it will be carried out.";
        var why = whyClosed(task);
        var next = task.state() == State.REVOKED ? why.next() : "Do not retry";
        return task.id() + " is " + Fields.spelling(task.state()) + ": " + why.text() + ". " + next + ".";
    }

    /** The refusal for a task that people or time closed; expired, denied and withdrawn are told apart. */
    Reason whyClosed(ApprovalTask task) {
        return switch (task.stateAt(book.now())) {
            case DENIED ->
                new Reason("denied", "a person denied this action" + because(task), "do not retry; ask " + contact());
            case WITHDRAWN ->
                new Reason("withdrawn", "the request for approval was withdrawn", "do not retry; ask " + contact());
            case REVOKED ->
                new Reason(
                        "approval_revoked",
                        book.lost(task).orElse("a yes it held counts no more"),
                        "not started; repeat the identical call, and people are asked again");
            default ->
                new Reason(
                        "expired",
                        "nobody decided " + task.id() + " before " + task.expires(),
                        "not started; ask " + contact() + " whether to request it again");
        };
    }

    private static String because(ApprovalTask task) {
        return task.votes().stream()
                .filter(vote -> !vote.yes() && !vote.reason().isBlank())
                .map(vote -> ": " + vote.reason())
                .findFirst()
                .orElse("");
    }

    private String contact() {
        return book.contact();
    }
}
