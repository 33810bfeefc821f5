package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.ANA;
import static dev.bailiwick.procedure.testing.Specimens.BEN;
import static dev.bailiwick.procedure.testing.Specimens.DESK;
import static dev.bailiwick.procedure.testing.Specimens.LAB;
import static dev.bailiwick.procedure.testing.Specimens.TASK_TTL;
import static dev.bailiwick.procedure.testing.Specimens.approved;
import static dev.bailiwick.procedure.testing.Specimens.digest;
import static dev.bailiwick.procedure.testing.Specimens.no;
import static dev.bailiwick.procedure.testing.Specimens.task;
import static dev.bailiwick.procedure.testing.Specimens.taskId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.approval.Approvals;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Approvals} must do. */
public abstract class ApprovalsContract {
    private static final int RUNNERS = 50;

    /** The same, empty at first, for one test. */
    protected abstract Approvals approvals();

    @Test
    void a_new_task_is_kept_as_it_is() {
        var approvals = approvals();
        var task = task(1, "send");
        assertThat(approvals.openOrJoin(task)).isEqualTo(task);
        assertThat(approvals.find(task.id())).contains(task);
        assertThat(approvals.openFor(DESK, task.action())).contains(task);
    }

    @Test
    void a_task_nobody_opened_is_not_found() {
        var approvals = approvals();
        assertThat(approvals.find(taskId(1))).isEmpty();
        assertThat(approvals.openFor(DESK, digest("send"))).isEmpty();
    }

    @Test
    void everything_a_task_carries_comes_back() {
        var approvals = approvals();
        var opened = approvals.openOrJoin(task(1, "send"));
        var full =
                approved(opened).with(Specimens.yes(ANA), Optional.of(new dev.bailiwick.core.value.TicketId("CHG-7")));
        assertThat(approvals.replace(approved(opened))).isTrue();
        assertThat(approvals.replace(full)).isTrue();
        assertThat(approvals.find(full.id())).contains(full);
    }

    @Test
    void arguments_as_large_and_deep_as_a_request_may_be_come_back() {
        JsonValue deep = new JsonString("bottom");
        for (int i = 0; i < 60; i++) deep = JsonArray.of(deep);
        var arguments = JsonObject.with("deep", deep)
                .and("large", "x".repeat(1_000_000))
                .and("number", new JsonNumber(new BigDecimal("1234567890123456789012345678901234567890")))
                .and("text", "\u202e\u0001\ud83d\ude00 'quoted' -- ; \\")
                .build();
        var approvals = approvals();
        var task = approvals.openOrJoin(task(1, "send", arguments));
        assertThat(approvals.find(task.id()).orElseThrow().attempt().object("arguments"))
                .contains(arguments);
    }

    @Test
    void the_same_action_of_the_same_agent_joins_a_pending_task() {
        var approvals = approvals();
        var first = approvals.openOrJoin(task(1, "send"));
        assertThat(approvals.openOrJoin(task(2, "send"))).isEqualTo(first);
        assertThat(approvals.find(taskId(2))).isEmpty();
    }

    @Test
    void the_same_action_joins_an_approved_task() {
        var approvals = approvals();
        var approved = approved(approvals.openOrJoin(task(1, "send")));
        assertThat(approvals.replace(approved)).isTrue();
        assertThat(approvals.openOrJoin(task(2, "send"))).isEqualTo(approved);
    }

    @Test
    void another_action_and_another_agent_open_their_own() {
        var approvals = approvals();
        approvals.openOrJoin(task(1, "send"));
        var otherAction = task(2, "send something else");
        var otherAgent = of(LAB, task(3, "send"));
        assertThat(approvals.openOrJoin(otherAction)).isEqualTo(otherAction);
        assertThat(approvals.openOrJoin(otherAgent)).isEqualTo(otherAgent);
        assertThat(approvals.openFor(LAB, digest("send"))).contains(otherAgent);
    }

    @Test
    void a_denied_task_is_not_joined() {
        var approvals = approvals();
        var denied = approvals.openOrJoin(task(1, "send")).with(no(BEN), Optional.empty());
        assertThat(approvals.replace(denied)).isTrue();
        assertThat(approvals.openFor(DESK, digest("send"))).isEmpty();
        var again = task(2, "send");
        assertThat(approvals.openOrJoin(again)).isEqualTo(again);
    }

    @Test
    void a_lapsed_task_is_not_joined_but_written_down_as_expired() {
        var approvals = approvals();
        var old = approvals.openOrJoin(task(1, "send"));
        var later = task(2 + (int) TASK_TTL.toSeconds(), "send");
        assertThat(approvals.openOrJoin(later)).isEqualTo(later);
        assertThat(approvals.find(old.id()).orElseThrow().state()).isEqualTo(State.EXPIRED);
        assertThat(approvals.openFor(DESK, digest("send"))).contains(later);
    }

    @Test
    void a_claim_without_an_entry_still_holds_its_place_and_can_be_released() {
        var approvals = approvals();
        var approved = approved(approvals.openOrJoin(task(1, "send")));
        assertThat(approvals.replace(approved)).isTrue();
        var claimed = approved.claimed();
        assertThat(approvals.replace(claimed)).isTrue();
        assertThat(approvals.openFor(DESK, digest("send"))).contains(claimed);
        assertThat(approvals.openOrJoin(task(2, "send"))).isEqualTo(claimed);
        assertThat(approvals.replace(claimed.released())).isTrue();
        assertThat(approvals.openFor(DESK, digest("send"))).contains(claimed.released());
    }

    @Test
    void after_its_execution_has_an_entry_the_same_action_opens_a_new_task() {
        var approvals = approvals();
        var approved = approved(approvals.openOrJoin(task(1, "send")));
        assertThat(approvals.replace(approved)).isTrue();
        assertThat(approvals.replace(approved.claimed())).isTrue();
        assertThat(approvals.replace(approved.claimed().claimed(17))).isTrue();
        assertThat(approvals.openFor(DESK, digest("send"))).isEmpty();
        var again = task(2, "send");
        assertThat(approvals.openOrJoin(again)).isEqualTo(again);
        assertThat(approvals.find(taskId(1)).orElseThrow().execution()).contains(17L);
    }

    @Test
    void a_change_from_an_old_revision_is_refused() {
        var approvals = approvals();
        var task = approvals.openOrJoin(task(1, "send"));
        assertThat(approvals.replace(approved(task))).isTrue();
        assertThat(approvals.replace(task.with(no(ANA), Optional.empty()))).isFalse();
        assertThat(approvals.find(task.id())).contains(approved(task));
    }

    @Test
    void a_task_nobody_opened_is_not_replaced() {
        assertThat(approvals().replace(approved(task(1, "send")))).isFalse();
    }

    @Test
    void an_id_is_used_once() {
        var approvals = approvals();
        approvals.openOrJoin(task(1, "send"));
        assertThatThrownBy(() -> approvals.openOrJoin(task(1, "send something else")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lists_are_newest_first_in_pages_and_counted() {
        var approvals = approvals();
        for (int i = 1; i <= 5; i++) approvals.openOrJoin(task(i, "action " + i));
        assertThat(approvals.replace(approved(task(3, "action 3")))).isTrue();
        var pending = EnumSet.of(State.PENDING);
        assertThat(ids(approvals.in(pending, 10, 0))).containsExactly(5, 4, 2, 1);
        assertThat(ids(approvals.in(pending, 2, 1))).containsExactly(4, 2);
        assertThat(ids(approvals.in(EnumSet.allOf(State.class), 10, 0))).containsExactly(5, 4, 3, 2, 1);
        assertThat(approvals.in(Set.of(), 10, 0)).isEmpty();
        assertThat(approvals.count(pending)).isEqualTo(4);
        assertThat(approvals.count(Set.of())).isZero();
    }

    @Test
    void the_open_tasks_of_one_agent_are_counted() {
        var approvals = approvals();
        for (int i = 1; i <= 3; i++) approvals.openOrJoin(task(i, "action " + i));
        approvals.openOrJoin(of(LAB, task(4, "action 1")));
        assertThat(approvals.replace(approved(task(2, "action 2")))).isTrue();
        assertThat(approvals.replace(task(3, "action 3").withdrawn())).isTrue();
        assertThat(approvals.openOf(DESK)).isEqualTo(2);
        assertThat(approvals.openOf(LAB)).isEqualTo(1);
        assertThat(approvals.openOf(new dev.bailiwick.core.value.AgentId("nobody")))
                .isZero();
    }

    @Test
    void what_one_agent_opened_since_an_instant_is_counted_whatever_became_of_it() {
        var approvals = approvals();
        for (int i = 1; i <= 4; i++) approvals.openOrJoin(task(i, "action " + i));
        approvals.openOrJoin(of(LAB, task(5, "action 5")));
        assertThat(approvals.replace(task(3, "action 3").withdrawn())).isTrue();
        var second = task(2, "action 2").opened();
        assertThat(approvals.openedBy(DESK, second)).isEqualTo(3);
        assertThat(approvals.openedBy(LAB, second)).isEqualTo(1);
        assertThat(approvals.openedBy(DESK, second.plus(TASK_TTL))).isZero();
    }

    @Test
    void every_change_of_what_was_opened_since_shows_in_its_revision() {
        var approvals = approvals();
        for (int i = 1; i <= 4; i++) approvals.openOrJoin(task(i, "action " + i));
        assertThat(approvals.replace(task(3, "action 3").withdrawn())).isTrue();
        var second = task(2, "action 2").opened();
        assertThat(approvals.revisions(second, 10)).isEqualTo(Map.of(taskId(2), 1L, taskId(3), 2L, taskId(4), 1L));
        assertThat(approvals.revisions(second, 2)).containsOnlyKeys(taskId(3), taskId(4));
        assertThat(approvals.revisions(second.plus(TASK_TTL), 10)).isEmpty();
    }

    @Test
    void of_fifty_who_ask_for_the_same_one_opens_and_all_wait_for_it() {
        var approvals = approvals();
        var runners = IntStream.rangeClosed(1, RUNNERS)
                .<Callable<ApprovalTask>>mapToObj(i -> () -> approvals.openOrJoin(task(i, "send")))
                .toList();
        assertThat(Race.of(runners).stream().map(ApprovalTask::id).distinct()).hasSize(1);
        assertThat(approvals.count(EnumSet.allOf(State.class))).isEqualTo(1);
    }

    @Test
    void of_fifty_who_claim_one_approval_one_gets_it() {
        var approvals = approvals();
        var approved = approved(approvals.openOrJoin(task(1, "send")));
        assertThat(approvals.replace(approved)).isTrue();
        Callable<Boolean> claim = () -> approvals.replace(approved.claimed());
        assertThat(Race.of(Collections.nCopies(RUNNERS, claim))).containsOnlyOnce(true);
        assertThat(approvals.find(approved.id())).contains(approved.claimed());
    }

    @Test
    void of_fifty_who_follow_a_lapsed_task_one_opens_the_next() {
        var approvals = approvals();
        var old = approvals.openOrJoin(task(1, "send"));
        int late = 2 + (int) TASK_TTL.plus(Duration.ofMinutes(1)).toSeconds();
        var runners = IntStream.range(0, RUNNERS)
                .<Callable<ApprovalTask>>mapToObj(i -> () -> approvals.openOrJoin(task(late + i, "send")))
                .toList();
        var winners = Race.of(runners).stream().map(ApprovalTask::id).distinct().toList();
        assertThat(winners).hasSize(1).doesNotContain(old.id());
        assertThat(approvals.count(EnumSet.of(State.EXPIRED))).isEqualTo(1);
    }

    private static List<Integer> ids(List<ApprovalTask> tasks) {
        return tasks.stream()
                .map(task -> Integer.parseInt(task.id().value().substring(5)))
                .toList();
    }

    private static ApprovalTask of(dev.bailiwick.core.value.AgentId agent, ApprovalTask task) {
        return ApprovalTask.of(task.json().plus("agent", new JsonString(agent.value())));
    }
}
