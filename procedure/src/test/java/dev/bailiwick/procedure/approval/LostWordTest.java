package dev.bailiwick.procedure.approval;

import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Role;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.TestHouse;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a request when somebody who said yes may not say it any more. */
class LostWordTest {
    private static final PersonId BEN = new PersonId("ben");

    private final TestHouse house = new TestHouse();

    @Test
    void an_approval_of_somebody_who_left_is_closed_and_asked_afresh() {
        var first = approved();
        employ(BUSINESS, false, Set.of(Function.BUSINESS), Role.BUSINESS);
        var second = ask();
        assertThat(second).isNotEqualTo(first);
        assertThat(state(first)).isEqualTo(State.REVOKED);
        assertThat(house.desk.find(second).orElseThrow().reason().text())
                .contains("asked again: bea, who had said yes, is no longer active");
    }

    @Test
    void the_fresh_request_can_be_approved_by_somebody_else_and_runs_once() {
        approved();
        employ(BUSINESS, false, Set.of(Function.BUSINESS), Role.BUSINESS);
        employ(BEN, true, Set.of(Function.BUSINESS), Role.BUSINESS);
        house.desk.decide(ask(), by(BEN), true, "fine", Optional.empty());
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Permit.class);
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void a_lost_role_closes_it_as_a_lost_person_does() {
        var first = approved();
        employ(BUSINESS, true, Set.of(), Role.ENGINEER);
        ask();
        assertThat(state(first)).isEqualTo(State.REVOKED);
    }

    @Test
    void a_lost_function_that_the_route_asked_for_closes_it_too() {
        var first = approved();
        employ(BUSINESS, true, Set.of(Function.IT), Role.APPROVER);
        ask();
        assertThat(state(first)).isEqualTo(State.REVOKED);
    }

    @Test
    void the_round_closes_it_without_waiting_for_the_agent_and_tells_the_session_why() {
        var first = approved();
        employ(BUSINESS, false, Set.of(Function.BUSINESS), Role.BUSINESS);
        house.desk.lapse();
        assertThat(state(first)).isEqualTo(State.REVOKED);
        assertThat(house.notices.getLast()).contains("no longer active").contains("repeat the identical call");
    }

    @Test
    void the_role_given_back_does_not_bring_the_word_back() {
        var first = approved();
        employ(BUSINESS, false, Set.of(Function.BUSINESS), Role.BUSINESS);
        house.desk.lapse();
        employ(BUSINESS, true, Set.of(Function.BUSINESS), Role.BUSINESS);
        assertThat(ask()).isNotEqualTo(first);
    }

    @Test
    void a_no_stands_whatever_becomes_of_who_said_it() {
        var task = ask();
        house.desk.decide(task, by(BUSINESS), false, "no", Optional.empty());
        employ(BUSINESS, false, Set.of(Function.BUSINESS), Role.BUSINESS);
        house.desk.lapse();
        assertThat(state(task)).isEqualTo(State.DENIED);
    }

    private TaskId approved() {
        var task = ask();
        house.desk.decide(task, by(BUSINESS), true, "fine", Optional.empty());
        return task;
    }

    private TaskId ask() {
        return ((Verdict.Pending) house.enforcer.enforce(attempt("t3"), AT_ONCE)).task();
    }

    private State state(TaskId task) {
        return house.desk.find(task).orElseThrow().state();
    }

    private void employ(PersonId id, boolean active, Set<Function> functions, Role role) {
        house.employ(new Person(
                id, id.value(), functions, active, Optional.empty(), Set.of(), Set.of(role), Optional.empty()));
    }
}
