package dev.bailiwick.procedure.hardening;

import static dev.bailiwick.procedure.hardening.PostureDeskTest.scan;
import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.hardening.PostureSettings;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostureWatchTest {
    private final TestHouse house = new TestHouse();
    private final PostureDesk desk = new PostureDesk(house.facts, house.log, Looks.NOWHERE, house.clock);
    private final PostureWatch watch = new PostureWatch(
            desk,
            (_, _) -> looked(),
            house.facts::now,
            new PostureWatch.Consequences(house.alerts, house.precautions),
            house.clock);
    private Map<Check, Standing> machine = Map.of();
    private String profile = "a profile";
    private int looks;

    private Optional<Look> looked() {
        looks++;
        return Optional.of(new Look(Look.Eyes.HOUSE, house.clock.instant(), profile, scan(machine)));
    }

    private void standsOn(Step step) {
        house.facts.change(now -> now.with(now.agent(AGENT).orElseThrow().at(step, house.clock.instant())));
    }

    private Verdict attempt(String tool) {
        return house.enforcer.enforce(TestHouse.attempt(tool), Duration.ZERO);
    }

    @Test
    void a_machine_is_looked_at_again_when_its_pause_is_over() {
        watch.round();
        house.clock.advance(Duration.ofMinutes(59));
        watch.round();
        assertThat(looks).isEqualTo(1);
        house.clock.advance(Duration.ofMinutes(1));
        watch.round();
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void an_agent_in_production_that_loses_the_baseline_is_told_of_once_and_only_reads() {
        standsOn(Step.PRODUCTION);
        watch.round();
        assertThat(house.precautions.names()).isEmpty();
        machine = Map.of(Check.CAP_02, Standing.FAIL);
        house.clock.advance(Duration.ofHours(1));
        watch.round();
        watch.round();
        assertThat(alerts("posture-lost")).isEqualTo(1);
        assertThat(attempt("t3"))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("baseline_not_met"));
        assertThat(attempt("t1")).isInstanceOf(Verdict.Permit.class);
        machine = Map.of();
        house.clock.advance(Duration.ofHours(1));
        watch.round();
        assertThat(alerts("posture-regained")).isEqualTo(1);
        assertThat(attempt("t3")).isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void the_settings_may_leave_it_at_an_alert() {
        var json = Json.parseObject("{\"version\": 1, \"whenLost\": \"alert\"}");
        desk.follow(PostureSettings.of(json), json);
        standsOn(Step.PRODUCTION);
        machine = Map.of(Check.CAP_02, Standing.FAIL);
        watch.round();
        assertThat(alerts("posture-lost")).isEqualTo(1);
        assertThat(attempt("t3")).isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void an_agent_that_is_not_in_production_is_not_held_back() {
        standsOn(Step.PILOT);
        machine = Map.of(Check.CAP_02, Standing.FAIL);
        watch.round();
        assertThat(alerts("posture-lost")).isZero();
        assertThat(house.precautions.names()).isEmpty();
    }

    @Test
    void an_outdated_version_is_told_of_once_and_as_the_settings_say_stops_tier_3_on_every_step() {
        standsOn(Step.PILOT);
        machine = Map.of(Check.HST_04, Standing.FAIL);
        watch.round();
        watch.round();
        assertThat(alerts("version-outdated")).isEqualTo(1);
        assertThat(attempt("t3")).as("an alert, unless they say more").isInstanceOf(Verdict.Pending.class);

        var json = Json.parseObject("{\"version\": 1, \"whenOutdated\": \"stop-tier-3\"}");
        desk.follow(PostureSettings.of(json), json);
        watch.round();
        assertThat(attempt("t3"))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("version_outdated"));
        assertThat(attempt("t2")).isNotInstanceOf(Verdict.Refused.class);

        machine = Map.of();
        house.clock.advance(Duration.ofHours(1));
        watch.round();
        assertThat(alerts("version-renewed")).isEqualTo(1);
        assertThat(attempt("t3")).isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void another_profile_than_before_is_told_of() {
        watch.round();
        profile = "another profile";
        house.clock.advance(Duration.ofHours(1));
        watch.round();
        assertThat(alerts("posture-profile-changed")).isEqualTo(1);
    }

    private long alerts(String what) {
        return house.log.of(Event.Kind.ALERT).stream()
                .filter(entry -> entry.body().string("what").equals(Optional.of(what)))
                .count();
    }
}
