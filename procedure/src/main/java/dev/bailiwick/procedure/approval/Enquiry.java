package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Course;
import dev.bailiwick.core.approval.Eligibility;
import dev.bailiwick.core.approval.Remark;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.procedure.approval.ApprovalDesk.Answer;
import java.util.Optional;

/** What people ask about a request instead of deciding it, and what is answered. The request waits as before. */
final class Enquiry {
    private final TaskBook book;
    private final Answering answering;

    Enquiry(TaskBook book, Answering answering) {
        this.book = book;
        this.answering = answering;
    }

    Answer say(TaskId id, Actor.Human actor, boolean question, String text) {
        return book.inTurn(id, () -> said(id, actor, question, text));
    }

    private Answer said(TaskId id, Actor.Human actor, boolean question, String text) {
        var found = book.approvals().find(id);
        if (found.isEmpty()) return new Answer.NotCounted("there is no " + id);
        var task = found.get();
        var obstacle = obstacle(task, actor, question);
        if (obstacle.isPresent()) return new Answer.NotCounted(obstacle.get());
        if (!book.logged(task))
            return new Answer.NotCounted("this request is not as the log has it: tell " + book.contact());
        var next = task.with(new Remark(actor.person(), question, text, actor.channel(), book.now()));
        return book.keep(next, actor, question ? "question" : "answer", text)
                ? new Answer.Counted(next)
                : Answering.outrun(task);
    }

    Optional<String> obstacle(ApprovalTask task, Actor.Human actor, boolean question) {
        return answering
                .obstacle(
                        task,
                        actor,
                        (person, agent) -> question
                                ? Eligibility.obstacleToAsking(
                                        book.scene(task, agent), person, () -> book.lent(person.id()))
                                : Eligibility.obstacleToAnswering(book.scene(task, agent), person))
                .or(() -> full(task));
    }

    private static Optional<String> full(ApprovalTask task) {
        return task.course().remarks().size() < Course.MOST_REMARKS
                ? Optional.empty()
                : Optional.of("enough was asked about this request: decide it");
    }
}
