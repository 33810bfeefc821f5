package dev.bailiwick.procedure.notice;

import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.register.Escalation;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticingTest {
    private static final AgentId DESK = new AgentId("desk");

    private final TestHouse house = new TestHouse();
    private final Noticing noticing =
            new Noticing(house.approvals, house.facts::now, () -> Escalation.NONE, house.clock);

    @Test
    void who_could_decide_is_told_of_a_request_and_whoever_runs_the_agent_is_not_asked() {
        var task = ask();
        assertThat(notices()).singleElement().satisfies(notice -> {
            assertThat(notice.thread()).isEqualTo(task.value());
            assertThat(notice.first()).isTrue();
            assertThat(notice.to()).containsExactly(BUSINESS);
            assertThat(notice.path()).isEqualTo("/approvals/" + task);
            assertThat(notice.title()).isEqualTo("T3 of agent desk: waits for you");
        });
    }

    @Test
    void a_question_goes_to_whoever_runs_the_agent_and_the_answer_to_who_asked() {
        var task = ask();
        house.desk.say(task, by(BUSINESS), true, "why?");
        house.desk.say(task, by(OPERATOR), false, "because");
        assertThat(told("question").to()).containsExactly(OPERATOR);
        assertThat(told("answer").to()).containsExactly(BUSINESS);
    }

    @Test
    void nobody_who_was_told_is_left_with_an_open_question() {
        var task = ask();
        house.clock.advance(Duration.ofMinutes(20));
        house.desk.escalate(new Escalation(
                List.of(), List.of(new Escalation.Rung(Duration.ofMinutes(15), Set.of(Function.SECURITY)))));
        assertThat(told("escalated").to()).contains(SECURITY);
        house.desk.decide(task, by(BUSINESS), false, "no", Optional.empty());
        var over = told("denied");
        assertThat(over.over()).isTrue();
        assertThat(over.first()).isFalse();
        assertThat(over.to()).contains(BUSINESS, OPERATOR, SECURITY);
    }

    @Test
    void what_is_decided_already_asks_nobody_any_more() {
        var task = ask();
        house.desk.decide(task, by(BUSINESS), true, "fine", Optional.empty());
        assertThat(notices()).extracting(Notice::event).containsExactly("approved");
    }

    @Test
    void what_is_a_day_old_is_no_news() {
        ask();
        house.clock.advance(Duration.ofHours(25));
        assertThat(notices()).isEmpty();
    }

    @Test
    void what_the_agent_wrote_stands_apart_and_is_harmless() {
        var arguments = JsonObject.with("to", "x").build();
        house.enforcer.enforce(
                attempt("t3 https://evil.example/?a=<b>&c\u202e[x](y) @all \n`rm`", "call", arguments), AT_ONCE);
        assertThat(notices()).singleElement().satisfies(notice -> {
            assertThat(notice.agentWords().orElseThrow())
                    .contains("https[:]//evil.example", "‹b›", "\\u{202e}", "[at]all", "\\u{a}")
                    .doesNotContain("://", "<", "@", "`", "\n", "](");
            assertThat(notice.title() + notice.lines()).doesNotContain("evil");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "", "😀😀😀", "\u0000\u200b"})
    void any_words_become_one_line(String text) {
        assertThat(Harmless.words(text.repeat(400)))
                .doesNotContain("\n", "\u0000", "\u200b")
                .hasSizeLessThan(4_000);
    }

    @Test
    void an_alert_reaches_security_and_whoever_runs_the_agent_and_its_text_is_harmless() {
        new Alerts(house.log, house.clock)
                .raise(DESK, "first-seen", "it called https://evil.example for the first time");
        assertThat(notices()).singleElement().satisfies(notice -> {
            assertThat(notice.about()).isEqualTo("alert");
            assertThat(notice.to()).contains(SECURITY, OPERATOR).doesNotContain(BUSINESS);
            assertThat(notice.title()).isEqualTo("alert of agent desk: first-seen");
            assertThat(notice.agentWords()).contains("it called https[:]//evil.example for the first time");
            assertThat(notice.path()).isEqualTo("/timeline/0");
            assertThat(notice.over()).as("nobody need answer").isTrue();
        });
    }

    @Test
    void an_alert_of_no_agent_is_securitys() {
        new Alerts(house.log, house.clock).raise("sink-failing", "siem cannot be reached");
        assertThat(notices()).singleElement().satisfies(notice -> {
            assertThat(notice.to()).contains(SECURITY).doesNotContain(BUSINESS, OPERATOR);
            assertThat(notice.title()).isEqualTo("alert: sink-failing");
        });
    }

    private TaskId ask() {
        return ((Verdict.Pending) house.enforcer.enforce(attempt("t3"), AT_ONCE)).task();
    }

    private Notice told(String event) {
        return notices().stream()
                .filter(notice -> notice.event().equals(event))
                .findFirst()
                .orElseThrow();
    }

    private List<Notice> notices() {
        return house.log.entries().stream()
                .flatMap(entry -> noticing.of(entry).stream())
                .toList();
    }
}
