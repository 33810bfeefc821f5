package dev.bailiwick.procedure.hardening;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostureDeskTest {
    private final TestHouse house = new TestHouse();
    private final PostureDesk desk = new PostureDesk(house.facts, house.log, house.clock);

    private static Posture scan(Map<Check, Standing> but) {
        return new Posture(List.of(Check.values()).stream()
                .map(check -> new Result(check, but.getOrDefault(check, Standing.PASS), "seen", "kernel"))
                .toList());
    }

    @Test
    void without_a_scan_nobody_goes_to_production() {
        assertThat(desk.baselineNotMet(AGENT))
                .hasValueSatisfying(why -> assertThat(why).contains("no scan"));
    }

    @Test
    void one_unknown_of_the_baseline_shuts_the_gate_and_a_clean_scan_opens_it() {
        desk.report(AGENT, scan(Map.of(Check.CAP_02, Standing.UNKNOWN)), by(IT));
        assertThat(desk.baselineNotMet(AGENT))
                .hasValueSatisfying(why -> assertThat(why).contains("CAP-02 is UNKNOWN"));
        assertThat(desk.report(AGENT, scan(Map.of()), by(IT))).isEmpty();
        assertThat(desk.baselineNotMet(AGENT)).isEmpty();
    }

    @Test
    void a_scan_proves_nothing_after_a_day() {
        desk.report(AGENT, scan(Map.of()), by(IT));
        house.clock.advance(PostureDesk.FRESH);
        assertThat(desk.baselineNotMet(AGENT))
                .hasValueSatisfying(why -> assertThat(why).contains("older than 24 hours"));
    }

    @Test
    void what_changed_is_written_at_once_and_everything_once_a_day() {
        desk.report(AGENT, scan(Map.of()), by(IT));
        house.clock.advance(Duration.ofHours(1));
        desk.report(AGENT, scan(Map.of(Check.NET_03, Standing.FAIL)), by(IT));
        house.clock.advance(Duration.ofHours(24));
        desk.report(AGENT, scan(Map.of(Check.NET_03, Standing.FAIL)), by(IT));
        var written = house.log.of(Event.Kind.HOUSE).stream()
                .map(Entry::body)
                .map(body -> body.array("controls").size())
                .toList();
        assertThat(written).containsExactly(Check.values().length, 1, Check.values().length);
    }

    @Test
    void who_runs_the_agent_does_not_report_its_scan() {
        assertThat(desk.report(AGENT, scan(Map.of()), by(OPERATOR))).isPresent();
        assertThat(desk.baselineNotMet(AGENT)).isPresent();
    }

    @Test
    void a_scan_read_again_is_the_same() {
        var posture = scan(Map.of(Check.CTR_04, Standing.FAIL, Check.LOG_05, Standing.NOT_APPLICABLE));
        assertThat(Posture.of(posture.json())).isEqualTo(posture);
    }
}
