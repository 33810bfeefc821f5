package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.core.approval.Standing;
import dev.bailiwick.core.approval.Stead;
import dev.bailiwick.core.approval.Vote;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.signin.StepUp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Tasks as store and log keep them together, and what is true around them at this moment. */
record TaskBook(
        Approvals approvals,
        Delegations delegations,
        Glasses glasses,
        ControlLog log,
        Supplier<Facts> known,
        Waiters waiters,
        ReentrantLock deciding,
        Readers readers,
        ApprovalDesk.Surroundings around) {
    /** One glass at a time is broken, so it is among the last few. */
    private static final int LATELY = 10;

    TaskBook(ApprovalDesk.Kept kept, ControlLog log, Supplier<Facts> known, ApprovalDesk.Surroundings around) {
        this(
                kept.approvals(),
                kept.delegations(),
                kept.glasses(),
                log,
                known,
                new Waiters(),
                new ReentrantLock(),
                new Readers(),
                around);
    }

    /** One change after the other: what is recorded is what is kept. Whoever waits for the task looks again afterwards. */
    <T> T inTurn(TaskId id, Supplier<T> change) {
        deciding.lock();
        try {
            return change.get();
        } finally {
            deciding.unlock();
            waiters.look(id);
        }
    }

    /** What opens is in the log first, what closes is in the store first. False when somebody else was faster. */
    boolean keep(ApprovalTask next, Actor actor, String what, String reason) {
        if (next.live()) record(next, actor, what, reason, Binding.of(next));
        boolean kept = approvals.replace(next);
        if (!kept && next.live()) again(next.id());
        if (kept && !next.live()) record(next, actor, what, reason, Binding.of(next));
        return kept;
    }

    /** The log said more than the store keeps: it says again what is kept. */
    private void again(TaskId id) {
        var kept = current(id);
        record(kept, new Actor.House(), "not-kept", "", Binding.of(kept));
    }

    ApprovalTask current(TaskId id) {
        return approvals.find(id).orElseThrow(() -> new IllegalStateException("no task " + id));
    }

    /** What is in the store alone is nobody's word. */
    boolean logged(ApprovalTask task) {
        return log.honours(Binding.of(task));
    }

    /** Whose yes is nobody's any more, and why. */
    Optional<String> lost(ApprovalTask task) {
        return gone(task)
                .or(() -> Standing.lost(task, facts().people(), this::stands, now()))
                .or(() -> unproven(task));
    }

    /** What somebody asked for who left meanwhile nobody needs. */
    private Optional<String> gone(ApprovalTask task) {
        return task.requester()
                .flatMap(facts()::person)
                .filter(person -> !person.activeAt(now()))
                .map(person -> person.id() + ", who had asked for it, is no longer active");
    }

    /** A proof is checked again whenever it is to open something. */
    private Optional<String> unproven(ApprovalTask task) {
        return stepUp(task)
                .flatMap(stepUp -> task.votes().stream()
                        .filter(Vote::yes)
                        .flatMap(vote -> stepUp
                                .lost(vote.person(), task.action(), vote.proof(), vote.at())
                                .map(why -> vote.person() + ", who had said yes, " + why)
                                .stream())
                        .findFirst());
    }

    /** What proves a yes to this task, where a session is too weak for it. */
    Optional<StepUp> stepUp(ApprovalTask task) {
        return around.stepUp().filter(_ -> task.grave());
    }

    private boolean stands(DelegationId id) {
        return delegations
                .find(id)
                .filter(each -> log.honours(Binding.of(each)))
                .isPresent();
    }

    /** What others handed to this person, as store and log both have it. */
    List<Delegation> lent(PersonId deputy) {
        return delegations.to(deputy, now()).stream()
                .filter(each -> log.honours(Binding.of(each)))
                .toList();
    }

    /** The glass this person has broken for this agent, as store and log both have it; none while the agent is frozen. */
    Optional<Glass> glass(PersonId person, AgentId agent) {
        if (facts().freezes().of(agent).isPresent()) return Optional.empty();
        return glasses.list(LATELY, 0).stream()
                .filter(each -> each.serves(person, agent, now()) && log.honours(Binding.of(each)))
                .findFirst();
    }

    Stead.Scene scene(ApprovalTask task, Agent agent) {
        return new Stead.Scene(task, agent, facts().people(), now());
    }

    void record(ApprovalTask task, Actor actor, String what, String reason, Binding binding) {
        append(task, actor, Binding.in(body(task, what, reason), binding));
    }

    /** A word that changes nothing. */
    void notCounted(ApprovalTask task, Actor actor, String why) {
        append(task, actor, body(task, "not-counted", why));
    }

    private static JsonObject body(ApprovalTask task, String what, String reason) {
        return JsonObject.with("task", task.id().value())
                .and("what", what)
                .and("state", Fields.spelling(task.state()))
                .and("action", task.action().hex())
                .and("asked", task.asked())
                .and("reason", reason)
                .and("ticket", task.ticket().map(ticket -> new JsonString(ticket.value())))
                .and("execution", task.execution().map(JsonNumber::of))
                .build();
    }

    private void append(ApprovalTask task, Actor actor, JsonObject body) {
        log.append(new Event(Event.Kind.APPROVAL, actor, Optional.of(task.agent()), Optional.of(task.session()), body));
    }

    Facts facts() {
        return known.get();
    }

    /** Whom a denied agent or person should ask. */
    String contact() {
        return facts().contact();
    }

    Instant now() {
        return around.clock().instant();
    }
}
