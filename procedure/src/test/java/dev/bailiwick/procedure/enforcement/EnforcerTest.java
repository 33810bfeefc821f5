package dev.bailiwick.procedure.enforcement;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SESSION;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.Reconciliation;
import dev.bailiwick.procedure.approval.TicketDesk;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EnforcerTest {
    private static final Duration HOLD = Duration.ofSeconds(20);

    private final TestHouse house = new TestHouse();

    @Test
    void reading_passes_and_is_in_the_log_before_the_answer() {
        var verdict = house.enforcer.enforce(attempt("t1"), AT_ONCE);

        assertThat(verdict).isEqualTo(new Verdict.Permit(0, Tier.T1, List.of()));
        assertThat(house.log.of(Event.Kind.DECISION).getFirst().body().string("verdict"))
                .contains("permit");
    }

    @Test
    void what_cannot_be_logged_does_not_happen() {
        house.log.breakDown();

        assertThat(house.enforcer.enforce(attempt("t1"), AT_ONCE))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("audit_unavailable"));
    }

    @Test
    void a_log_that_was_mended_lets_actions_pass_again_without_restart() {
        house.log.breakDown();
        house.enforcer.enforce(attempt("t1"), AT_ONCE);
        house.log.mend();

        assertThat(house.enforcer.enforce(attempt("t1"), AT_ONCE)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void a_defect_of_ours_is_a_refusal_with_an_entry() {
        var verdict = house.enforcer.enforce(attempt("broken"), AT_ONCE);

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo("internal");
            assertThat(refused.entry()).isZero();
        });
    }

    @Test
    void an_action_that_needs_a_person_is_not_started_and_names_its_task() {
        var verdict = house.enforcer.enforce(attempt("t3"), AT_ONCE);

        assertThat(verdict).isInstanceOf(Verdict.Pending.class);
        assertThat(house.approvals.count(java.util.Set.of(State.PENDING))).isOne();
    }

    @Test
    void ten_retries_of_one_action_make_one_task() {
        for (int i = 0; i < 10; i++) house.enforcer.enforce(attempt("t3"), AT_ONCE);

        assertThat(house.approvals.count(java.util.Set.of(State.PENDING))).isOne();
    }

    @Test
    void a_held_call_goes_on_once_a_person_says_yes() throws Exception {
        var verdict = held(attempt("t3"));
        approve(waitForTask());

        assertThat(verdict.get()).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void a_held_call_is_refused_once_a_person_says_no() throws Exception {
        var verdict = held(attempt("t3"));
        house.desk.decide(waitForTask(), by(BUSINESS), false, "not this one", Optional.empty());

        assertThat(verdict.get()).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo("denied");
            assertThat(refused.reason().text()).contains("not this one");
        });
    }

    @Test
    void a_freeze_in_the_middle_of_a_held_call_refuses_it_though_a_person_says_yes() throws Exception {
        var verdict = held(attempt("t3"));
        var task = waitForTask();
        freeze();
        house.desk.lookAgain();
        approve(task);

        assertThat(verdict.get())
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("frozen"));
    }

    @Test
    void an_approval_that_came_late_is_claimed_by_the_one_identical_attempt_that_follows() {
        approve(pending(attempt("t3")));

        assertThat(house.notices).singleElement().asString().contains("repeat the identical call once");
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void an_identical_attempt_after_the_execution_opens_a_new_task() {
        var first = pending(attempt("t3"));
        approve(first);
        house.enforcer.enforce(attempt("t3"), AT_ONCE);

        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE))
                .isInstanceOfSatisfying(
                        Verdict.Pending.class, again -> assertThat(again.task()).isNotEqualTo(first));
    }

    @Test
    void one_changed_argument_is_another_action() {
        approve(pending(attempt("t3", "c1", JsonObject.with("amount", "10.00").build())));

        assertThat(house.enforcer.enforce(
                        attempt("t3", "c2", JsonObject.with("amount", "1000.00").build()), AT_ONCE))
                .isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void fifty_parallel_attempts_of_one_approval_are_executed_once_and_the_others_are_told_the_entry()
            throws Exception {
        approve(pending(attempt("t3")));
        var verdicts = parallel(50, () -> house.enforcer.enforce(attempt("t3"), AT_ONCE));

        assertThat(verdicts).filteredOn(Verdict.Permit.class::isInstance).hasSize(1);
    }

    @Test
    void of_fifty_held_calls_one_executes_and_forty_nine_are_told_so() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Verdict>> held = new ArrayList<>();
            for (int i = 0; i < 50; i++) held.add(threads.submit(() -> house.enforcer.enforce(attempt("t3"), HOLD)));
            var task = waitForTask();
            waitUntil(() -> house.log.of(Event.Kind.APPROVAL).size() == 50);
            approve(task);
            var verdicts = results(held);

            assertThat(verdicts).filteredOn(Verdict.Permit.class::isInstance).hasSize(1);
            assertThat(verdicts)
                    .filteredOn(Verdict.AlreadyExecuted.class::isInstance)
                    .hasSize(49);
        }
    }

    @Test
    void a_claim_whose_entry_cannot_be_written_is_free_again() {
        var task = pending(attempt("t3"));
        approve(task);
        house.log.breakDown();
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Refused.class);
        house.log.mend();

        assertThat(house.desk.find(task).orElseThrow().state()).isEqualTo(State.APPROVED);
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void nobody_decides_in_time_and_the_task_says_expired_not_denied() throws Exception {
        var verdict = held(attempt("t3"));
        var task = waitForTask();
        house.clock.advance(Duration.ofHours(9));
        house.desk.lapse();

        assertThat(verdict.get())
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("expired"));
        assertThat(house.desk.find(task).orElseThrow().state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void an_approval_that_ran_out_opens_nothing() {
        approve(pending(attempt("t3")));
        house.clock.advance(Duration.ofHours(9));

        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void an_infrastructure_change_needs_a_ticket_that_still_covers_it_when_it_happens() {
        var task = pending(attempt("t4"));
        assertThat(house.desk.decide(task, by(IT), true, "ok", Optional.empty()))
                .isInstanceOf(ApprovalDesk.Answer.NotCounted.class);
        var ticket = ticket(Duration.ofHours(1));
        assertThat(house.desk.decide(task, by(IT), true, "ok", Optional.of(ticket)))
                .isInstanceOf(ApprovalDesk.Answer.Counted.class);
        house.clock.advance(Duration.ofHours(2));

        assertThat(house.enforcer.enforce(attempt("t4"), AT_ONCE))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("approval_required"));
    }

    @Test
    void one_ticket_covers_one_change() {
        var ticket = ticket(Duration.ofHours(3));
        var first = pending(attempt("t4", "c1", JsonObject.with("host", "a").build()));
        house.desk.decide(first, by(IT), true, "ok", Optional.of(ticket));
        assertThat(house.enforcer.enforce(
                        attempt("t4", "c1", JsonObject.with("host", "a").build()), AT_ONCE))
                .isInstanceOf(Verdict.Permit.class);
        var second = pending(attempt("t4", "c2", JsonObject.with("host", "b").build()));

        assertThat(house.desk.decide(second, by(IT), true, "ok", Optional.of(ticket)))
                .isInstanceOfSatisfying(
                        ApprovalDesk.Answer.NotCounted.class,
                        no -> assertThat(no.why()).contains("already used"));
    }

    @Test
    void the_operator_and_people_without_the_function_do_not_count() {
        var task = pending(attempt("t3"));

        assertThat(why(task, OPERATOR)).contains("you run this agent");
        assertThat(why(task, IT)).contains("function business");
        assertThat(house.desk.find(task).orElseThrow().votes()).isEmpty();
    }

    @Test
    void a_scripted_person_counts_only_where_scripts_are_allowed() {
        var task = pending(attempt("t3"));
        var script =
                new dev.bailiwick.core.people.Actor.Human(BUSINESS, dev.bailiwick.core.people.Actor.Channel.SCRIPT);

        assertThat(house.desk.decide(task, script, true, "", Optional.empty()))
                .isInstanceOf(ApprovalDesk.Answer.NotCounted.class);
    }

    @Test
    void an_outcome_settles_its_approval_and_stands_under_its_decision() {
        var task = pending(attempt("t3"));
        approve(task);
        house.enforcer.enforce(attempt("t3"), AT_ONCE);
        house.reports.outcome(AGENT, outcome(true));

        assertThat(house.desk.find(task).orElseThrow().state()).isEqualTo(State.EXECUTED);
        assertThat(house.log.of(Event.Kind.OUTCOME).getFirst().body().has("decision"))
                .isTrue();
    }

    @Test
    void after_a_crash_a_claim_without_an_entry_is_free_and_one_with_an_entry_is_unknown() {
        var free = pending(attempt("t3", "c1", JsonObject.with("n", "1").build()));
        approve(free);
        house.desk.claim(house.desk.find(free).orElseThrow());
        var lost = pending(attempt("t3", "c2", JsonObject.with("n", "2").build()));
        approve(lost);
        house.enforcer.enforce(attempt("t3", "c2", JsonObject.with("n", "2").build()), AT_ONCE);

        var report = new Reconciliation(house.approvals, house.log).run();

        assertThat(report).isEqualTo(new Reconciliation.Report(1, 1));
        assertThat(house.desk.find(free).orElseThrow().state()).isEqualTo(State.APPROVED);
        assertThat(house.desk.find(lost).orElseThrow().state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void a_question_lets_nothing_happen_and_uses_no_approval() {
        approve(pending(attempt("t3")));

        var asked = house.enforcer.ask(attempt("t3"), List.of());

        assertThat(asked.judgement().decision()).isInstanceOf(dev.bailiwick.core.decision.Decision.Permit.class);
        assertThat(house.log.of(Event.Kind.ASKED)).hasSize(1);
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void an_unknown_tool_goes_to_the_worklist_once() {
        house.enforcer.enforce(attempt("unknown"), AT_ONCE);
        house.enforcer.enforce(attempt("unknown"), AT_ONCE);

        assertThat(house.tools.list(10, 0)).hasSize(1);
    }

    @Test
    void an_agent_that_asks_without_end_is_refused_and_buries_nobody() {
        for (int i = 0; i < ApprovalDesk.MOST_OPEN; i++) {
            assertThat(house.enforcer.enforce(numbered(i), AT_ONCE)).isInstanceOf(Verdict.Pending.class);
        }

        var next = house.enforcer.enforce(numbered(ApprovalDesk.MOST_OPEN), AT_ONCE);

        assertThat(((Verdict.Refused) next).reason().code()).isEqualTo("too_many_requests");
        assertThat(house.enforcer.enforce(numbered(7), AT_ONCE))
                .as("what is asked for already is joined")
                .isInstanceOf(Verdict.Pending.class);
    }

    private static Attempt numbered(int i) {
        return attempt(
                "t3", "call-" + i, JsonObject.with("n", String.valueOf(i)).build());
    }

    @Test
    void an_agent_that_invents_tools_without_end_fills_no_worklist() {
        for (int i = 0; i < 400; i++) house.worklist.met(attempt("invented-" + i));

        assertThat(house.tools.list(1_000, 0)).hasSize(200);
        assertThat(house.log.of(Event.Kind.ALERT))
                .hasSize(20)
                .allSatisfy(entry -> assertThat(entry.body().string("what")).contains("worklist-full"));
    }

    @Test
    void decided_calls_are_read_back_from_the_log_after_a_start() {
        house.enforcer.enforce(attempt("t1"), AT_ONCE);

        var restored = DecidedCalls.from(house.log).find(AGENT, "call-t1");

        assertThat(restored).contains(new DecidedCalls.Decided(0, true, Optional.empty()));
    }

    private Reports.Outcome outcome(boolean ok) {
        return new Reports.Outcome(SESSION, Optional.of("call-t3"), "t3", Optional.of(JsonObject.EMPTY), ok, "sent");
    }

    private TaskId pending(dev.bailiwick.core.decision.Attempt attempt) {
        return ((Verdict.Pending) house.enforcer.enforce(attempt, AT_ONCE)).task();
    }

    private void approve(TaskId task) {
        assertThat(house.desk.decide(task, by(BUSINESS), true, "ok", Optional.empty()))
                .isInstanceOf(ApprovalDesk.Answer.Counted.class);
    }

    private String why(TaskId task, dev.bailiwick.core.value.PersonId person) {
        return switch (house.desk.decide(task, by(person), true, "", Optional.empty())) {
            case ApprovalDesk.Answer.Counted _ -> "";
            case ApprovalDesk.Answer.NotCounted(var why) -> why;
        };
    }

    private TicketId ticket(Duration window) {
        var plan = new TicketDesk.Plan(
                "Renew the certificate", AGENT, "mail gateway", ManualClock.START, ManualClock.START.plus(window));
        return new TicketDesk(house.tickets, house.control, house.facts::now)
                .open(plan, by(IT))
                .id();
    }

    private void freeze() {
        var freeze = new Freeze("drill", "person:ian", house.clock.instant());
        house.facts.change(now -> now.with(new Freezes(Optional.empty(), Map.of(AGENT, freeze))));
    }

    private Future<Verdict> held(dev.bailiwick.core.decision.Attempt attempt) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return threads.submit(() -> house.enforcer.enforce(attempt, HOLD));
        } finally {
            threads.shutdown();
        }
    }

    private TaskId waitForTask() throws InterruptedException {
        var pending = java.util.Set.of(State.PENDING);
        waitUntil(() -> house.approvals.count(pending) > 0);
        return house.approvals.in(pending, 1, 0).getFirst().id();
    }

    private static void waitUntil(java.util.function.BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + HOLD.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("did not happen within " + HOLD);
            Thread.sleep(5);
        }
    }

    private static List<Verdict> parallel(int times, Callable<Verdict> attempt) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return results(threads.invokeAll(java.util.Collections.nCopies(times, attempt)));
        }
    }

    private static List<Verdict> results(List<Future<Verdict>> futures)
            throws InterruptedException, ExecutionException {
        List<Verdict> verdicts = new ArrayList<>();
        for (var future : futures) verdicts.add(future.get());
        return verdicts;
    }
}
