package dev.bailiwick.procedure.approval;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.register.Limits;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often an agent may ask people on one day. */
class PromptsTest {
    private final TestHouse house = new TestHouse();

    @Test
    void beyond_its_prompts_of_the_day_an_agent_is_told_to_stop_and_people_are_told_once() {
        allowed(3);
        for (int i = 0; i < 3; i++) assertThat(ask(i)).isInstanceOf(Verdict.Pending.class);

        for (int i = 3; i < 6; i++) {
            var reason = ((Verdict.Refused) ask(i)).reason();
            assertThat(reason.code()).isEqualTo("prompts_used_up");
            assertThat(reason.next()).contains("stop asking until tomorrow");
        }

        assertThat(house.log.of(Event.Kind.ALERT))
                .singleElement()
                .satisfies(alert -> assertThat(alert.body().string("what")).contains("prompts-used-up"));
        assertThat(house.desk.fatigue(Duration.ofDays(1)).requests()).isEqualTo(3);
    }

    @Test
    void a_question_that_was_answered_was_asked_all_the_same() {
        allowed(1);
        var first = ((Verdict.Pending) ask(1)).task();
        var no = house.desk.decide(first, by(BUSINESS), false, "no", Optional.empty());
        assertThat(no).isInstanceOf(ApprovalDesk.Answer.Counted.class);
        assertThat(ask(2)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void what_people_are_asked_already_is_joined_and_what_they_approved_is_done() {
        allowed(1);
        var first = ((Verdict.Pending) ask(1)).task();
        assertThat(ask(1)).isInstanceOf(Verdict.Pending.class);
        var yes = house.desk.decide(first, by(BUSINESS), true, "", Optional.empty());
        assertThat(yes).isInstanceOf(ApprovalDesk.Answer.Counted.class);
        assertThat(ask(1)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void with_the_next_day_it_may_ask_again() {
        allowed(1);
        ask(1);
        assertThat(ask(2)).isInstanceOf(Verdict.Refused.class);
        house.clock.advance(Duration.ofDays(1));
        assertThat(ask(2)).isInstanceOf(Verdict.Pending.class);
        assertThat(ask(3)).isInstanceOf(Verdict.Refused.class);
        assertThat(house.log.of(Event.Kind.ALERT)).hasSize(2);
    }

    @Test
    void none_at_all_asks_nobody_and_no_line_has_no_limit() {
        allowed(0);
        assertThat(ask(1)).isInstanceOf(Verdict.Refused.class);
        within(Limits.NONE);
        for (int i = 0; i < 50; i++) assertThat(ask(i)).isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void an_access_request_is_a_prompt_too() {
        allowed(1);
        assertThat(house.enforcer.request(numbered(1))).isPresent();
        assertThat(house.enforcer.request(numbered(2))).isEmpty();
    }

    private Verdict ask(int number) {
        return house.enforcer.enforce(numbered(number), AT_ONCE);
    }

    private static dev.bailiwick.core.decision.Attempt numbered(int number) {
        return attempt(
                "t3",
                "call-" + number,
                JsonObject.with("number", String.valueOf(number)).build());
    }

    private void allowed(int prompts) {
        within(Limits.of(Fields.of(Json.parseObject("{\"promptsPerDay\": " + prompts + "}"))));
    }

    private void within(Limits limits) {
        house.facts.change(now -> now.with(now.agent(AGENT).orElseThrow().within(limits)));
    }
}
