package dev.bailiwick.procedure.approval;

import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Role;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.procedure.approval.ApprovalDesk.Answer;
import dev.bailiwick.procedure.approval.DelegationDesk.Plan;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may say yes in whose place, and until when. Bea holds business; Sam holds security alone. */
class DelegationTest {
    private static final PersonId DAN = new PersonId("dan");

    private final TestHouse house = new TestHouse();
    private final Instant now = house.clock.instant();

    @Test
    void a_deputy_says_yes_for_the_giver_and_the_vote_says_for_whom() {
        var given = given(BUSINESS, SECURITY);
        var task = ask();
        assertThat(yes(task, SECURITY)).isInstanceOf(Answer.Counted.class);
        var vote = house.desk.find(task).orElseThrow().votes().getFirst();
        assertThat(vote.stead()).contains(new dev.bailiwick.core.approval.Stead(BUSINESS, given.id()));
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void before_it_starts_and_once_it_is_over_the_deputy_is_nobody() {
        give(BUSINESS, new Plan(SECURITY, Set.of(Function.BUSINESS), now.plus(hours(1)), now.plus(hours(2)), "trip"));
        var early = ask();
        assertThat(why(yes(early, SECURITY))).contains("function business");
        house.clock.advance(hours(1));
        assertThat(yes(early, SECURITY)).isInstanceOf(Answer.Counted.class);
        house.clock.advance(hours(1));
        assertThat(why(yes(ask("t3-later"), SECURITY))).contains("function business");
    }

    @Test
    void a_yes_said_in_time_stands_when_the_delegation_is_over() {
        give(BUSINESS, new Plan(SECURITY, Set.of(Function.BUSINESS), now, now.plus(hours(1)), "trip"));
        yes(ask(), SECURITY);
        house.clock.advance(hours(2));
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void taking_it_back_takes_the_unused_yes_along() {
        var given = given(BUSINESS, SECURITY);
        var task = ask();
        yes(task, SECURITY);
        assertThat(house.deputies.end(by(BUSINESS), given.id())).isInstanceOf(DelegationDesk.Answer.Done.class);
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Pending.class);
        assertThat(house.desk.find(task).orElseThrow().state()).isEqualTo(State.REVOKED);
    }

    @Test
    void a_giver_who_leaves_or_loses_the_function_lends_it_no_more() {
        given(BUSINESS, SECURITY);
        yes(ask(), SECURITY);
        employ(BUSINESS, false, Set.of(Function.BUSINESS), Role.BUSINESS);
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Pending.class);
        assertThat(why(yes(ask(), SECURITY))).contains("approves nothing any more");
    }

    @Test
    void what_was_lent_is_not_lent_on() {
        given(BUSINESS, SECURITY);
        assertThat(refused(give(SECURITY, business(IT)))).contains("you do not hold the function business");
    }

    @Test
    void one_word_is_not_counted_twice_whoever_speaks_first() {
        employ(DAN, true, Set.of(Function.IT), Role.APPROVER);
        given(BUSINESS, SECURITY);
        given(BUSINESS, DAN);
        var task = ask();
        yes(task, SECURITY);
        var task2 = ask("t3-second");
        yes(task2, BUSINESS);
        assertThat(house.desk.find(task).orElseThrow().votedFor(BUSINESS)).isTrue();
        assertThat(house.desk.find(task2).orElseThrow().votedFor(BUSINESS)).isTrue();
        assertThat(why(yes(task, BUSINESS))).contains("already");
    }

    @Test
    void who_runs_the_agent_lends_nobody_a_yes_to_its_requests() {
        given(OPERATOR, SECURITY);
        assertThat(why(yes(ask(), SECURITY))).contains("runs this agent");
    }

    @Test
    void nobody_is_lent_what_they_could_not_be_given() {
        employ(DAN, true, Set.of(), Role.ADMINISTRATOR);
        assertThat(refused(give(BUSINESS, business(DAN)))).contains("approves nothing");
        house.employ(new Person(
                DAN,
                "Dan",
                Set.of(Function.IT),
                true,
                Optional.empty(),
                Set.of(),
                Set.of(Role.IT, Role.ENGINEER),
                Optional.empty()));
        var security = new Plan(DAN, Set.of(Function.SECURITY), now, now.plus(hours(8)), "trip");
        assertThat(refused(give(SECURITY, security))).contains("never one person");
    }

    @Test
    void a_plan_that_is_none_is_refused_with_its_reason() {
        assertThat(refused(give(BUSINESS, business(BUSINESS)))).contains("themselves");
        assertThat(refused(give(BUSINESS, business(new PersonId("nobody"))))).contains("no person nobody");
        assertThat(refused(give(BUSINESS, dated(now, now)))).contains("ends after it starts");
        assertThat(refused(give(BUSINESS, dated(now.minus(hours(2)), now)))).contains("over already");
        assertThat(refused(give(BUSINESS, dated(now, now.plus(Duration.ofDays(61))))))
                .contains("60 days");
        var mute = new Plan(SECURITY, Set.of(Function.BUSINESS), now, now.plus(hours(1)), " ");
        assertThat(refused(give(BUSINESS, mute))).contains("says why");
    }

    @Test
    void what_stands_in_the_store_alone_is_nobodys_word() {
        house.delegations.add(new Delegation(
                new DelegationId("delegation-forged0001"),
                BUSINESS,
                SECURITY,
                Set.of(Function.BUSINESS),
                now,
                now.plus(hours(8)),
                "forged",
                Optional.empty(),
                1));
        assertThat(why(yes(ask(), SECURITY))).contains("function business");
        assertThat(house.deputies.current()).isEmpty();
    }

    @Test
    void it_is_taken_back_once_and_by_whoever_may_stop_things() {
        var given = given(BUSINESS, SECURITY);
        employ(DAN, true, Set.of(), Role.ENGINEER);
        assertThat(house.deputies.end(by(DAN), given.id())).isInstanceOf(DelegationDesk.Answer.Done.class);
        assertThat(refused(house.deputies.end(by(BUSINESS), given.id()))).contains("taken back already");
        assertThat(house.deputies.current()).isEmpty();
    }

    private Delegation given(PersonId from, PersonId to) {
        return ((DelegationDesk.Answer.Done) give(from, business(to))).delegation();
    }

    private DelegationDesk.Answer give(PersonId from, Plan plan) {
        return house.deputies.give(by(from), plan);
    }

    private Plan business(PersonId to) {
        return new Plan(to, Set.of(Function.BUSINESS), now, now.plus(hours(8)), "holidays");
    }

    private Plan dated(Instant starts, Instant ends) {
        return new Plan(SECURITY, Set.of(Function.BUSINESS), starts, ends, "trip");
    }

    private static String refused(DelegationDesk.Answer answer) {
        return ((DelegationDesk.Answer.NotDone) answer).why();
    }

    private static String why(Answer answer) {
        return ((Answer.NotCounted) answer).why();
    }

    private Answer yes(TaskId task, PersonId person) {
        return house.desk.decide(task, by(person), true, "fine", Optional.empty());
    }

    private TaskId ask() {
        return ask("t3");
    }

    private TaskId ask(String tool) {
        return ((Verdict.Pending) house.enforcer.enforce(attempt(tool), AT_ONCE)).task();
    }

    private void employ(PersonId id, boolean active, Set<Function> functions, Role role) {
        house.employ(new Person(
                id, id.value(), functions, active, Optional.empty(), Set.of(), Set.of(role), Optional.empty()));
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }
}
