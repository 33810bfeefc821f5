package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Call;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Escalation;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells more people when nobody answers, and whoever comes on call of what still waits. Nothing here decides: a request that
 * nobody answers expires.
 */
final class Escalating {
    private static final Set<State> PENDING = EnumSet.of(State.PENDING);

    private final TaskBook book;

    Escalating(TaskBook book) {
        this.book = book;
    }

    void look(Escalation rules) {
        if (rules.rungs().isEmpty()) return;
        for (var task : book.approvals().in(PENDING, 1_000, 0)) {
            if (due(task, rules)) book.inTurn(task.id(), () -> tell(task.id(), rules));
        }
    }

    private boolean due(ApprovalTask task, Escalation rules) {
        if (task.stateAt(book.now()) != State.PENDING) return false;
        return task.course().rung() < reached(task, rules) || handedOver(task, rules);
    }

    /** How many steps the request has waited for. */
    private long reached(ApprovalTask task, Escalation rules) {
        var waited = Duration.between(task.opened(), book.now());
        return rules.rungs().stream()
                .filter(rung -> rung.after().compareTo(waited) <= 0)
                .count();
    }

    /** Whether those who were told as the ones on call are not on call any more. */
    private boolean handedOver(ApprovalTask task, Escalation rules) {
        int rung = task.course().rung() - 1;
        if (rung < 0 || rung >= rules.rungs().size() || !rules.rungs().get(rung).onCall()) return false;
        var now = called(task, rules, rules.rungs().get(rung));
        return !now.isEmpty() && !task.course().told().containsAll(now);
    }

    /** As it is now: somebody may have answered since the look. */
    private boolean tell(TaskId id, Escalation rules) {
        var task = book.current(id);
        if (!due(task, rules) || !book.logged(task)) return false;
        int next = (int) Math.max(reached(task, rules), 1) - 1;
        var rung = rules.rungs().get(next);
        var people = called(task, rules, rung);
        boolean again = task.course().rung() > next;
        return book.keep(
                task.with(new Call(next, people, book.now())),
                new Actor.House(),
                again ? "handed-over" : "escalated",
                words(rung, people));
    }

    private static String words(Escalation.Rung rung, Set<PersonId> people) {
        String who = people.isEmpty()
                ? "nobody who could decide it"
                : people.stream().map(PersonId::value).sorted().collect(Collectors.joining(", "));
        return "nobody answered for " + rung.after() + ": told " + who;
    }

    /** Those who could be asked, without those who may not decide this one. */
    private Set<PersonId> called(ApprovalTask task, Escalation rules, Escalation.Rung rung) {
        return rung.asked(task.route().functions()).stream()
                .flatMap(function -> rung.onCall() ? onCall(function, rules) : holding(function))
                .filter(person -> person.activeAt(book.now()) && person.may(Permission.APPROVE))
                .map(Person::id)
                .filter(id -> !apart(task, id))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Person> onCall(Function function, Escalation rules) {
        var turn = rules.onCall(function, book.now());
        return turn.isPresent() ? book.facts().person(turn.get()).stream() : holding(function);
    }

    private Stream<Person> holding(Function function) {
        return book.facts().holding(function).stream();
    }

    private boolean apart(ApprovalTask task, PersonId id) {
        boolean runs = book.facts()
                .agent(task.agent())
                .filter(agent -> agent.operator().equals(id))
                .isPresent();
        return runs || task.requester().equals(java.util.Optional.of(id)) || task.votedFor(id);
    }
}
