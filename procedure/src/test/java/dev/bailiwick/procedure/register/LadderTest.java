package dev.bailiwick.procedure.register;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.register.Step;
import dev.bailiwick.procedure.testing.MemoryAgents;
import dev.bailiwick.procedure.testing.TestHouse;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LadderTest {
    private final TestHouse house = new TestHouse();
    private boolean gated = true;
    private Optional<String> baseline = Optional.empty();
    private Optional<String> unproved = Optional.empty();
    private final Ladder ladder = on("bailiwick");

    private Ladder on(String account) {
        return new Ladder(
                new MemoryAgents(),
                house.facts,
                house.control,
                house.clock,
                new Ladder.Surroundings(account, _ -> gated, _ -> unproved, _ -> baseline, _ -> Optional.empty()));
    }

    @BeforeEach
    void begin_at_observe() {
        assertThat(ladder.move(AGENT, Step.OBSERVE, by(OPERATOR), "start")).isEmpty();
    }

    @Test
    void nobody_climbs_while_the_gate_is_not_alive() {
        gated = false;

        assertThat(move(Step.PILOT)).hasValueSatisfying(why -> assertThat(why).contains("not alive"));
        assertThat(move(Step.PRODUCTION)).isPresent();
        gated = true;
        assertThat(move(Step.PILOT)).isEmpty();
    }

    @Test
    void an_agent_on_a_runtime_nobody_measured_stays_in_observe_until_its_gate_is_proved() {
        unproved = Optional.of("never measured");

        assertThat(move(Step.PILOT)).isEqualTo(unproved);
        assertThat(move(Step.PRODUCTION)).isEqualTo(unproved);
        unproved = Optional.empty();
        assertThat(move(Step.PILOT)).isEmpty();
    }

    @Test
    void production_waits_for_the_baseline_and_no_other_step_does() {
        baseline = Optional.of("the baseline is not met: CAP-02 is FAIL");

        assertThat(move(Step.PILOT)).isEmpty();
        assertThat(move(Step.PRODUCTION)).isEqualTo(baseline);
        baseline = Optional.empty();
        assertThat(move(Step.PRODUCTION)).isEmpty();
    }

    @Test
    void going_down_needs_no_gate() {
        move(Step.PRODUCTION);
        gated = false;

        assertThat(move(Step.PILOT)).isEmpty();
        assertThat(move(Step.DRAFT)).isEmpty();
    }

    @Test
    void production_is_refused_while_agent_and_bailiwick_share_an_account() {
        assertThat(on("openclaw").move(AGENT, Step.PRODUCTION, by(IT), "go"))
                .hasValueSatisfying(why -> assertThat(why).contains("share the account"));
        assertThat(on("openclaw-exec").move(AGENT, Step.PRODUCTION, by(IT), "go"))
                .as("the account its commands run under is the agent's too")
                .isPresent();
    }

    @Test
    void production_is_opened_by_security_and_not_by_who_runs_the_agent() {
        assertThat(ladder.move(AGENT, Step.PRODUCTION, by(OPERATOR), "go")).isPresent();
        assertThat(ladder.move(AGENT, Step.PRODUCTION, by(BUSINESS), "go")).isPresent();
        assertThat(move(Step.PRODUCTION)).isEmpty();
    }

    @Test
    void a_step_needs_a_reason() {
        assertThat(ladder.move(AGENT, Step.PILOT, by(IT), " ")).isPresent();
    }

    private Optional<String> move(Step step) {
        return ladder.move(AGENT, step, by(IT), "test");
    }
}
