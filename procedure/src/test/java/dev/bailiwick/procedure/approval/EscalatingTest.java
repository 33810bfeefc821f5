package dev.bailiwick.procedure.approval;

import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Call;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Escalation;
import dev.bailiwick.core.register.Rota;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is told when nobody answers. Bea and Bob hold business and take turns of a day; Bob's is the second. */
class EscalatingTest {
    private static final PersonId BOB = new PersonId("bob");

    private final TestHouse house = new TestHouse();
    private final Escalation rules = new Escalation(
            List.of(new Rota(Function.BUSINESS, List.of(BUSINESS, BOB), house.clock.instant(), Duration.ofHours(2))),
            List.of(rung(15), rung(45, Function.SECURITY, Function.IT)));
    private final TaskId task = ask();

    @Test
    void before_its_time_nobody_is_told() {
        after(14);
        assertThat(calls()).isEmpty();
    }

    @Test
    void who_is_on_call_is_told_once_and_then_the_next_functions() {
        after(15);
        after(16);
        assertThat(calls()).containsExactly(Set.of(BUSINESS));
        after(45);
        assertThat(calls()).containsExactly(Set.of(BUSINESS), Set.of(SECURITY, IT));
        after(400);
        assertThat(calls()).hasSize(2);
        assertThat(entries("escalated")).hasSize(2);
    }

    @Test
    void being_told_decides_nothing_and_the_request_still_expires() {
        var expires = current().expires();
        after(45);
        assertThat(current().state()).isEqualTo(State.PENDING);
        assertThat(current().expires()).isEqualTo(expires);
        after(8 * 60);
        assertThat(current().stateAt(house.clock.instant())).isEqualTo(State.EXPIRED);
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isNotInstanceOf(Verdict.Permit.class);
    }

    @Test
    void whoever_comes_on_call_is_told_of_what_still_waits() {
        employ(BOB, true);
        var late = new Escalation(rules.rotas(), List.of(rung(15)));
        house.clock.advance(Duration.ofMinutes(15));
        house.desk.escalate(late);
        house.clock.advance(Duration.ofMinutes(110));
        house.desk.escalate(late);
        house.desk.escalate(late);
        assertThat(calls()).containsExactly(Set.of(BUSINESS), Set.of(BOB));
        assertThat(entries("handed-over")).containsExactly("nobody answered for PT15M: told bob");
    }

    @Test
    void what_a_standstill_missed_is_told_late_and_not_twice() {
        after(60);
        assertThat(calls()).containsExactly(Set.of(SECURITY, IT));
    }

    @Test
    void a_decided_request_calls_nobody() {
        house.desk.decide(task, by(BUSINESS), false, "no", Optional.empty());
        after(60);
        assertThat(calls()).isEmpty();
    }

    @Test
    void who_runs_the_agent_left_or_has_voted_is_not_told() {
        employ(BUSINESS, false);
        after(15);
        assertThat(calls()).containsExactly(Set.of());
        assertThat(entries("escalated")).containsExactly("nobody answered for PT15M: told nobody who could decide it");
        assertThat(current().course().told()).doesNotContain(OPERATOR);
    }

    @Test
    void without_a_rota_everybody_of_the_function_is_on_call() {
        employ(BOB, true);
        house.clock.advance(Duration.ofMinutes(15));
        house.desk.escalate(new Escalation(List.of(), List.of(rung(15))));
        assertThat(calls()).containsExactly(Set.of(BUSINESS, BOB));
    }

    @Test
    void an_approval_after_it_counts_and_is_what_the_log_has() {
        after(15);
        house.desk.decide(task, by(BUSINESS), true, "fine", Optional.empty());
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Permit.class);
    }

    private static Escalation.Rung rung(int minutes, Function... functions) {
        return new Escalation.Rung(Duration.ofMinutes(minutes), Set.of(functions));
    }

    /** A look so many minutes after the request. */
    private void after(int minutes) {
        var at = current().opened().plus(Duration.ofMinutes(minutes));
        house.clock.advance(Duration.between(house.clock.instant(), at));
        house.desk.escalate(rules);
    }

    private List<Set<PersonId>> calls() {
        return current().course().calls().stream().map(Call::people).toList();
    }

    private List<String> entries(String what) {
        return house.log.entries().stream()
                .filter(entry -> entry.kind() == Event.Kind.APPROVAL)
                .filter(entry -> entry.body().string("what").equals(Optional.of(what)))
                .map(entry -> entry.body().string("reason").orElseThrow())
                .toList();
    }

    private ApprovalTask current() {
        return house.desk.find(task).orElseThrow();
    }

    private TaskId ask() {
        return ((Verdict.Pending) house.enforcer.enforce(attempt("t3"), AT_ONCE)).task();
    }

    private void employ(PersonId id, boolean active) {
        house.employ(new Person(id, id.value(), Set.of(Function.BUSINESS), active, Optional.empty(), Set.of()));
    }
}
