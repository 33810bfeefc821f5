package dev.bailiwick.procedure.approval;

import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Course;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Role;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.approval.ApprovalDesk.Answer;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.Specimens;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people ask one another about a request instead of deciding it. */
class EnquiryTest {
    private static final PersonId EVA = new PersonId("eva");

    private final TestHouse house = new TestHouse();
    private final TaskId task = ((Verdict.Pending) house.enforcer.enforce(attempt("t3"), AT_ONCE)).task();

    @Test
    void a_question_leaves_the_request_open_and_its_clock_running() {
        var before = current();
        assertThat(ask("which customer is this?")).isInstanceOf(Answer.Counted.class);
        assertThat(current().state()).isEqualTo(State.PENDING);
        assertThat(current().expires()).isEqualTo(before.expires());
        house.clock.advance(Duration.ofHours(9));
        assertThat(current().stateAt(house.clock.instant())).isEqualTo(State.EXPIRED);
        assertThat(refused(answer(OPERATOR, "too late"))).contains("already expired");
    }

    @Test
    void who_runs_the_agent_answers_and_both_are_entries() {
        ask("which customer is this?");
        assertThat(answer(OPERATOR, "the one of order 7")).isInstanceOf(Answer.Counted.class);
        assertThat(said("question")).containsExactly("which customer is this?");
        assertThat(said("answer")).containsExactly("the one of order 7");
        assertThat(current().course().open()).isEmpty();
    }

    @Test
    void after_question_and_answer_a_yes_counts_and_opens_once() {
        ask("sure?");
        answer(OPERATOR, "sure");
        assertThat(house.desk.decide(task, by(BUSINESS), true, "fine", Optional.empty()))
                .isInstanceOf(Answer.Counted.class);
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Permit.class);
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void who_may_not_decide_may_not_ask_and_who_knows_nothing_of_it_may_not_answer() {
        assertThat(refused(house.desk.say(task, by(SECURITY), true, "why?"))).contains("function business");
        assertThat(refused(house.desk.say(task, by(OPERATOR), true, "why?"))).contains("you answer");
        ask("why?");
        assertThat(refused(answer(SECURITY, "because"))).contains("who runs the agent");
        assertThat(refused(answer(BUSINESS, "because"))).contains("you asked this question");
    }

    @Test
    void an_agent_engineer_answers_too() {
        house.employ(new Person(
                EVA, "Eva", Set.of(), true, Optional.empty(), Set.of(), Set.of(Role.ENGINEER), Optional.empty()));
        ask("why?");
        assertThat(answer(EVA, "a retry of yesterday")).isInstanceOf(Answer.Counted.class);
    }

    @Test
    void nothing_is_answered_that_nobody_asked() {
        assertThat(refused(answer(OPERATOR, "by the way"))).contains("no question");
    }

    @Test
    void a_decided_request_is_not_asked_about() {
        house.desk.decide(task, by(BUSINESS), false, "no", Optional.empty());
        assertThat(refused(ask("why?"))).contains("already denied");
    }

    @Test
    void a_script_asks_nothing() {
        var script = new Actor.Human(BUSINESS, Actor.Channel.SCRIPT);
        assertThat(refused(house.desk.say(task, script, true, "why?"))).contains("scripts");
    }

    @Test
    void there_is_an_end_to_asking() {
        for (int i = 0; i < Course.MOST_REMARKS; i++) ask("and " + i + "?");
        assertThat(refused(ask("and?"))).contains("decide it");
    }

    @Test
    void a_question_written_into_the_store_alone_makes_the_request_worthless() {
        var forged = current()
                .with(new dev.bailiwick.core.approval.Remark(
                        OPERATOR, false, "all is well", Actor.Channel.CONSOLE, house.clock.instant()));
        house.approvals.replace(forged);
        assertThat(refused(house.desk.decide(task, by(BUSINESS), true, "fine", Optional.empty())))
                .contains("not as the log has it");
    }

    @Test
    void a_request_nobody_asked_about_keeps_the_form_it_always_had() {
        var plain = Specimens.task(1, "send");
        assertThat(plain.json().has("course")).isFalse();
        assertThat(ApprovalTask.of(Json.parseObject(plain.json().text()))).isEqualTo(plain);
        ask("why?");
        assertThat(ApprovalTask.of(Json.parseObject(current().json().text()))).isEqualTo(current());
    }

    private Answer ask(String text) {
        return house.desk.say(task, by(BUSINESS), true, text);
    }

    private Answer answer(PersonId person, String text) {
        return house.desk.say(task, by(person), false, text);
    }

    private static String refused(Answer answer) {
        return ((Answer.NotCounted) answer).why();
    }

    private ApprovalTask current() {
        return house.desk.find(task).orElseThrow();
    }

    private java.util.List<String> said(String what) {
        return house.log.entries().stream()
                .filter(entry -> entry.kind() == Event.Kind.APPROVAL)
                .filter(entry -> entry.body().string("what").equals(Optional.of(what)))
                .map(entry -> entry.body().string("reason").orElseThrow())
                .toList();
    }
}
