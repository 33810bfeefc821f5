package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Course;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** How a requestable denial becomes a task, or joins the one that asks for the same already. */
final class Opening {
    private static final int RECENT = 100;

    private final TaskBook book;
    private final Lapses lapses;
    private final Prompts prompts;
    /** One request after the other: a task is in the log before it is in the store. */
    private final ReentrantLock opening = new ReentrantLock();

    Opening(TaskBook book, Lapses lapses) {
        this.book = book;
        this.lapses = lapses;
        this.prompts = new Prompts(book);
    }

    ApprovalTask open(Attempt attempt, Judgement judgement, Decision.Requestable denial, long asked) {
        var agent = new Actor.Machine(attempt.agent());
        opening.lock();
        try {
            var wanted = task(attempt, judgement, denial, asked);
            // a task of the same action that is over is closed first: joining it would never lead anywhere
            standing(wanted).ifPresent(lapses::closeIfOver);
            return opened(afresh(wanted), agent);
        } finally {
            opening.unlock();
        }
    }

    /** Whoever is asked a second time for the same is told why, as long as the first answer would have counted. */
    private ApprovalTask afresh(ApprovalTask wanted) {
        return book.approvals().in(EnumSet.of(State.REVOKED), RECENT, 0).stream()
                .filter(old ->
                        old.agent().equals(wanted.agent()) && old.action().equals(wanted.action()))
                .filter(old -> wanted.opened().isBefore(old.expires()))
                .findFirst()
                .map(old -> wanted.because(
                        "asked again: " + book.lost(old).orElse("a yes to " + old.id() + " counted no more")))
                .orElse(wanted);
    }

    private ApprovalTask opened(ApprovalTask wanted, Actor agent) {
        var standing = standing(wanted);
        if (standing.isEmpty()) book.record(wanted, agent, "opened", "", Binding.of(wanted));
        var task = book.approvals().openOrJoin(wanted);
        if (task.id().equals(wanted.id())) return standing.isEmpty() ? task : openedAfterAll(task, agent);
        book.record(task, agent, "joined", "", Binding.gone(wanted.id()));
        return task;
    }

    private Optional<ApprovalTask> standing(ApprovalTask wanted) {
        return book.approvals().openFor(wanted.agent(), wanted.action());
    }

    /** The task that was to be joined closed at this moment. */
    private ApprovalTask openedAfterAll(ApprovalTask task, Actor agent) {
        book.record(task, agent, "opened", "", Binding.of(task));
        return task;
    }

    private ApprovalTask task(Attempt attempt, Judgement judgement, Decision.Requestable denial, long asked) {
        var route = denial.route();
        var now = book.now();
        return new ApprovalTask(
                book.around().ids().get(),
                attempt.agent(),
                attempt.session(),
                attempt.json(),
                judgement.operation().json(),
                judgement.operation().tier(),
                judgement.meaning().tainted(),
                judgement.action(),
                denial.reason(),
                route,
                requester(attempt),
                asked,
                now,
                now.plus(route.ttl()),
                State.PENDING,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Course.NOTHING,
                1);
    }

    private Optional<PersonId> requester(Attempt attempt) {
        return attempt.origin()
                .sender()
                .flatMap(sender -> book.facts().people().values().stream()
                        .filter(person -> person.senders().contains(sender))
                        .map(Person::id)
                        .findFirst());
    }

    /** Why this agent may ask for nothing further; what it asks for already can still be joined. */
    Optional<Reason> crowded(AgentId agent, Digest action) {
        if (book.approvals().openFor(agent, action).isPresent()) return Optional.empty();
        if (book.approvals().openOf(agent) >= ApprovalDesk.MOST_OPEN) return Optional.of(tooManyOpen());
        return prompts.usedUp(agent);
    }

    private Reason tooManyOpen() {
        return new Reason(
                "too_many_requests",
                ApprovalDesk.MOST_OPEN + " requests of this agent wait for people already",
                "do not retry before they are decided; ask " + book.contact());
    }
}
