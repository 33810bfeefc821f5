package dev.bailiwick.console.api;

import dev.bailiwick.console.agents.Levers;
import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.Approvals;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;

/** {@code approvals.…} */
public final class ApprovalVerbs {
    private static final int PAGE = 100;

    private final Approvals approvals;
    private final ApprovalDesk desk;
    private final Levers levers;
    private final InstantSource clock;

    public ApprovalVerbs(Approvals approvals, ApprovalDesk desk, Levers levers, InstantSource clock) {
        this.approvals = approvals;
        this.desk = desk;
        this.levers = levers;
        this.clock = clock;
    }

    AdminAnswer answer(Actor.Human actor, AdminRequest.OfApprovals request) {
        return switch (request) {
            case AdminRequest.ListApprovals(var all, var page) -> list(actor, all, page);
            case AdminRequest.ShowApproval(var id) -> with(id, task -> show(actor, task));
            case AdminRequest.Approve(var id, var reason, var ticket) ->
                with(id, _ -> said(desk.decide(id, actor, true, reason, ticket)));
            case AdminRequest.Deny deny -> with(deny.id(), task -> deny(actor, task, deny));
            case AdminRequest.Say(var id, var question, var text) ->
                with(id, _ -> said(desk.say(id, actor, question, text)));
            case AdminRequest.Withdraw(var id, var reason) -> with(id, task -> withdraw(actor, task, reason));
        };
    }

    private AdminAnswer list(Actor.Human actor, boolean all, int page) {
        var states = all ? EnumSet.allOf(State.class) : EnumSet.of(State.PENDING);
        var tasks = approvals.in(states, PAGE, page * PAGE).stream()
                .filter(task -> all || task.stateAt(clock.instant()) == State.PENDING)
                .map(task -> json(actor, task))
                .toList();
        return AdminAnswer.list("approvals", tasks);
    }

    private AdminAnswer show(Actor.Human actor, ApprovalTask task) {
        desk.shown(task, actor);
        return new AdminAnswer.Ok(json(actor, task));
    }

    private AdminAnswer with(TaskId id, Function<ApprovalTask, AdminAnswer> then) {
        return desk.find(id).map(then).orElseGet(() -> AdminAnswer.notFound("request for approval"));
    }

    /** The freeze waits for nothing, not even for whether the no still counts. */
    private AdminAnswer deny(Actor.Human actor, ApprovalTask task, AdminRequest.Deny deny) {
        if (deny.freeze()) levers.freeze(Optional.of(task.agent()), deny.reason(), actor);
        return said(desk.decide(task.id(), actor, false, deny.reason(), Optional.empty()));
    }

    private AdminAnswer withdraw(Actor.Human actor, ApprovalTask task, String reason) {
        return said(desk.withdraw(task.id(), actor, reason));
    }

    private static AdminAnswer said(ApprovalDesk.Answer answer) {
        return switch (answer) {
            case ApprovalDesk.Answer.Counted(var task) -> new AdminAnswer.Ok(task.json());
            case ApprovalDesk.Answer.NotCounted(var why) -> AdminAnswer.refused(why);
        };
    }

    /** The task as core writes it, what it counts as now, and why this person could not say yes. */
    private JsonObject json(Actor.Human actor, ApprovalTask task) {
        return JsonObject.with("task", task.json())
                .and("now", Fields.spelling(task.stateAt(clock.instant())))
                .and("obstacle", desk.obstacle(task, actor, true).map(JsonString::new))
                .build();
    }
}
