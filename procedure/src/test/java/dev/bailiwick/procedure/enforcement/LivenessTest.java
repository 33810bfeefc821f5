package dev.bailiwick.procedure.enforcement;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private static final RuntimeFiles.Digests INSTALLED =
            new RuntimeFiles.Digests(Digest.of("plugin"), Digest.of("configuration"));

    private final TestHouse house = new TestHouse();

    @Test
    void the_first_heartbeat_only_fetches_a_nonce() {
        assertThat(beat("").accepted()).isFalse();
        assertThat(house.liveness.state(AGENT)).isEqualTo(Liveness.State.NEVER);
    }

    @Test
    void a_heartbeat_that_answers_the_nonce_is_alive_for_three_seconds() {
        alive();
        house.clock.advance(Liveness.LIMIT);
        assertThat(house.liveness.state(AGENT)).isEqualTo(Liveness.State.ALIVE);

        house.clock.advance(Duration.ofMillis(1));

        assertThat(house.liveness.state(AGENT)).isEqualTo(Liveness.State.LOST);
        assertThat(alerts()).contains("enforcement-lost");
    }

    @Test
    void a_replayed_heartbeat_is_not_accepted_and_alerts() {
        String nonce = beat("").nonce();
        beat(nonce);

        assertThat(beat(nonce).accepted()).isFalse();
        assertThat(alerts()).contains("heartbeat-replayed");
    }

    @Test
    void a_rejected_heartbeat_does_not_cut_off_the_real_one() {
        String next = beat(beat("").nonce()).nonce();
        beat("guessed");

        assertThat(beat(next).accepted()).isTrue();
    }

    @Test
    void digests_that_differ_from_what_bailiwick_reads_are_lost_enforcement() {
        alive();
        house.files = Optional.of(RuntimeFiles.Reading.sound(
                new RuntimeFiles.Digests(Digest.of("plugin"), Digest.of("changed by the agent"))));
        beat(beat("").nonce());

        assertThat(house.liveness.state(AGENT)).isEqualTo(Liveness.State.CHANGED);
    }

    @Test
    void files_that_would_no_longer_gate_count_at_once_although_the_plugin_says_the_same() {
        house.files = Optional.of(RuntimeFiles.Reading.sound(INSTALLED));
        alive();

        house.files = Optional.of(new RuntimeFiles.Reading(INSTALLED, Optional.of("the plugin is switched off")));

        assertThat(house.liveness.state(AGENT)).isEqualTo(Liveness.State.CHANGED);
        assertThat(alertTexts()).anyMatch(text -> text.endsWith("the plugin is switched off"));
    }

    @Test
    void a_canary_that_is_not_refused_in_time_is_lost_enforcement_until_one_is() {
        alive();
        house.liveness.canarySent(AGENT);
        stayAliveFor(Liveness.CANARY_LIMIT.plusSeconds(2));
        assertThat(house.liveness.state(AGENT)).isEqualTo(Liveness.State.CANARY_PASSED);

        house.liveness.canaryRefused(AGENT);

        assertThat(house.liveness.state(AGENT)).isEqualTo(Liveness.State.ALIVE);
    }

    @Test
    void the_witness_lets_a_turn_pass_while_enforcement_lives_and_every_result_was_decided() {
        alive();
        house.enforcer.enforce(attempt("t1"), AT_ONCE);

        assertThat(house.witness.obstacle(AGENT, List.of("call-t1"))).isEmpty();
    }

    @Test
    void the_witness_stops_a_turn_when_a_result_appears_that_nobody_decided() {
        alive();

        assertThat(house.witness
                        .obstacle(AGENT, List.of("call-ungated"))
                        .orElseThrow()
                        .code())
                .isEqualTo("undecided_call");
        assertThat(alerts()).contains("undecided-call");
    }

    @Test
    void the_witness_lets_pass_what_the_runtime_itself_refused_before_any_gate() {
        alive();
        house.reports.outcome(AGENT, outcome("call-mistyped", false));

        assertThat(house.witness.obstacle(AGENT, List.of("call-mistyped"))).isEmpty();
    }

    @Test
    void a_result_that_nobody_decided_and_that_went_well_was_passed_by() {
        alive();
        house.reports.outcome(AGENT, outcome("call-ungated", true));

        assertThat(house.witness.obstacle(AGENT, List.of("call-ungated"))).isPresent();
    }

    private static Reports.Outcome outcome(String call, boolean ok) {
        return new Reports.Outcome(
                new SessionId("s"),
                Optional.of(call),
                "exec",
                Optional.of(JsonObject.EMPTY),
                ok,
                ok ? "done" : "Tool exec not found");
    }

    @Test
    void the_witness_stops_a_turn_when_enforcement_is_lost() {
        assertThat(house.witness.obstacle(AGENT, List.of()).orElseThrow().code())
                .isEqualTo("enforcement_lost");
    }

    @Test
    void the_witness_stops_a_frozen_agent() {
        alive();
        var freeze = new Freeze("drill", "person:ian", house.clock.instant());
        house.facts.change(now -> now.with(new Freezes(Optional.empty(), Map.of(AGENT, freeze))));

        assertThat(house.witness.obstacle(AGENT, List.of()).orElseThrow().code())
                .isEqualTo("frozen");
    }

    @Test
    void in_observe_the_witness_records_and_stops_nothing() {
        house.facts.change(now -> now.with(now.agent(AGENT).orElseThrow().at(Step.OBSERVE, house.clock.instant())));
        beat(beat("").nonce());

        assertThat(house.witness.obstacle(AGENT, List.of("call-ungated"))).isEmpty();
        assertThat(alerts()).contains("undecided-call");
    }

    private void alive() {
        house.files = Optional.of(RuntimeFiles.Reading.sound(INSTALLED));
        assertThat(beat(beat("").nonce()).accepted()).isTrue();
    }

    private void stayAliveFor(Duration duration) {
        for (var left = duration; left.isPositive(); left = left.minusSeconds(1)) {
            house.clock.advance(Duration.ofSeconds(1));
            beat(beat("").nonce());
        }
    }

    private Liveness.Answer beat(String nonce) {
        return house.liveness.beat(new Liveness.Heartbeat(AGENT, nonce, 4711, "2026.9.6", INSTALLED));
    }

    private List<String> alerts() {
        return alertsBy("what");
    }

    private List<String> alertTexts() {
        return alertsBy("text");
    }

    private List<String> alertsBy(String member) {
        return house.log.of(Event.Kind.ALERT).stream()
                .map(entry -> entry.body().string(member).orElseThrow())
                .toList();
    }
}
