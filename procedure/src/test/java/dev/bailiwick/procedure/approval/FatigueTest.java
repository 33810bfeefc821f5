package dev.bailiwick.procedure.approval;

import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Fatigue;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Role;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What asking people costs, and whether they still read. */
class FatigueTest {
    private static final Duration MONTH = Duration.ofDays(30);

    private final TestHouse house = new TestHouse();

    @Test
    void ten_approvals_in_twenty_seconds_are_a_rubber_stamp() {
        for (int i = 0; i < 10; i++) answer(i, true, Duration.ofSeconds(2), true);
        var bea = fatigue().approvers().getFirst();
        assertThat(bea.person()).isEqualTo(BUSINESS);
        assertThat(bea.answers()).isEqualTo(10);
        assertThat(bea.fast()).isEqualTo(10);
        assertThat(bea.busiest()).isEqualTo(10);
        assertThat(bea.rubberStamp()).isEqualTo(100);
        assertThat(bea.thought().p50()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void who_reads_first_and_sometimes_denies_is_none() {
        for (int i = 0; i < 10; i++) answer(i, i % 5 != 0, Duration.ofSeconds(40), true);
        var bea = fatigue().approvers().getFirst();
        assertThat(bea.rubberStamp()).isZero();
        assertThat(bea.denied()).isEqualTo(2);
        assertThat(fatigue().habits()).isEmpty();
    }

    @Test
    void a_yes_without_the_page_opened_is_unread_and_three_seconds_are_enough() {
        answer(1, true, Duration.ofSeconds(3), true);
        answer(2, true, Duration.ofSeconds(9), false);
        var bea = fatigue().approvers().getFirst();
        assertThat(bea.fast()).isZero();
        assertThat(bea.unread()).isEqualTo(1);
        assertThat(bea.rubberStamp()).isEqualTo(50);
    }

    @Test
    void what_is_asked_often_and_never_denied_is_a_habit_until_somebody_says_no() {
        for (int i = 0; i < 5; i++) answer(i, true, Duration.ofSeconds(40), true);
        assertThat(fatigue().habits())
                .singleElement()
                .satisfies(habit -> assertThat(habit.approved()).isEqualTo(5));
        answer(6, false, Duration.ofSeconds(40), true);
        assertThat(fatigue().habits()).isEmpty();
    }

    @Test
    void time_to_a_decision_is_measured_in_the_middle_and_at_the_slow_end() {
        for (int i = 1; i <= 20; i++) answer(i, true, Duration.ofMinutes(i), true);
        assertThat(fatigue().lead()).isEqualTo(new Fatigue.Spread(20, Duration.ofMinutes(10), Duration.ofMinutes(19)));
    }

    @Test
    void what_nobody_answered_and_what_is_older_count_as_they_should() {
        answer(1, true, Duration.ofSeconds(40), true);
        house.clock.advance(Duration.ofDays(31));
        ask(2);
        house.clock.advance(Duration.ofHours(9));
        house.desk.lapse();
        assertThat(fatigue().requests()).isEqualTo(1);
        assertThat(fatigue().unanswered()).isEqualTo(1);
        assertThat(fatigue().approvers()).isEmpty();
    }

    @Test
    void who_may_not_review_sees_themselves_alone() {
        house.employ(new Person(
                OPERATOR, "Olga", Set.of(), true, Optional.empty(), Set.of(), Set.of(Role.ENGINEER), Optional.empty()));
        answer(1, true, Duration.ofSeconds(40), true);
        assertThat(house.desk.fatigue(by(OPERATOR), MONTH).approvers()).isEmpty();
        assertThat(house.desk.fatigue(by(SECURITY), MONTH).approvers()).hasSize(1);
    }

    @Test
    void of_tiers_one_and_two_it_says_how_much_asked_nobody() {
        for (int i = 0; i < 3; i++) house.enforcer.enforce(attempt("t1", "call-" + i, JsonObject.EMPTY), AT_ONCE);
        house.enforcer.enforce(attempt("t3"), AT_ONCE);
        var prompting = new Prompting(house.log);
        assertThat(prompting.now()).isEqualTo(new Prompted(3, 0));
        house.enforcer.enforce(attempt("t1", "call-3", JsonObject.EMPTY), AT_ONCE);
        assertThat(prompting.now()).as("read on").isEqualTo(new Prompted(4, 0));
        assertThat(prompting.now()).as("and nothing twice").isEqualTo(new Prompted(4, 0));
        assertThat(new Prompted(3, 1).percent()).isEqualTo(75);
        assertThat(new Prompted(0, 0).percent()).isEqualTo(100);
    }

    @Test
    void what_was_measured_before_is_read_again_only_when_it_changed() {
        answer(1, true, Duration.ofSeconds(40), true);
        assertThat(fatigue().approvers().getFirst().answers()).isEqualTo(1);
        long read = house.approvals.found();
        assertThat(fatigue().requests()).isEqualTo(1);
        assertThat(house.approvals.found()).as("nothing changed").isEqualTo(read);
        answer(2, false, Duration.ofSeconds(40), true);
        assertThat(fatigue().approvers().getFirst().denied()).isEqualTo(1);
    }

    @Test
    void the_metrics_name_nobody() {
        for (int i = 0; i < 2; i++) answer(i, true, Duration.ofMillis(1_500), true);
        assertThat(fatigue().metrics())
                .contains(
                        "bailiwick_approval_requests 2\n", "bailiwick_approval_lead_seconds{quantile=\"0.5\"} 1.500\n")
                .doesNotContain("bea");
    }

    private Fatigue fatigue() {
        return house.desk.fatigue(by(SECURITY), MONTH);
    }

    private void answer(int number, boolean yes, Duration thought, boolean opened) {
        var task = ask(number);
        PersonId person = BUSINESS;
        if (opened) house.desk.shown(task, by(person));
        house.clock.advance(thought);
        house.desk.decide(task.id(), by(person), yes, "because", Optional.empty());
    }

    private ApprovalTask ask(int number) {
        var arguments = JsonObject.with("to", "c" + number).build();
        var verdict = (Verdict.Pending) house.enforcer.enforce(attempt("t3", "call-" + number, arguments), AT_ONCE);
        return house.desk.find(verdict.task()).orElseThrow();
    }
}
