package dev.bailiwick.procedure.hardening;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Dossier;
import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.PostureSettings;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostureDeskTest {
    private final TestHouse house = new TestHouse();
    private final List<Looks.Kept> kept = new ArrayList<>();
    private final PostureDesk desk = desk();

    private PostureDesk desk() {
        var looks = new Looks() {
            @Override
            public void keep(Kept look) {
                kept.add(look);
            }

            @Override
            public List<Kept> all() {
                return kept;
            }
        };
        return new PostureDesk(house.facts, house.log, looks, house.clock);
    }

    static Posture scan(Map<Check, Standing> but) {
        return new Posture(List.of(Check.values()).stream()
                .map(check -> new Result(check, but.getOrDefault(check, Standing.PASS), "seen", "kernel"))
                .toList());
    }

    private Optional<String> report(Map<Check, Standing> but) {
        return desk.report(AGENT, scan(but), "a profile", by(IT));
    }

    private void seen(Map<Check, Standing> but) {
        desk.observe(AGENT, new Look(Look.Eyes.HOUSE, house.clock.instant(), "a profile", scan(but)));
    }

    private void assertShut(String why) {
        assertThat(desk.baselineNotMet(AGENT))
                .hasValueSatisfying(said -> assertThat(said).contains(why));
    }

    @Test
    void without_a_look_nobody_goes_to_production() {
        assertShut("nobody has looked");
    }

    @Test
    void every_control_of_the_five_steps_shuts_the_gate_failed_or_unseen_and_no_other_does() {
        for (var check : Check.values()) {
            for (var standing : List.of(Standing.FAIL, Standing.UNKNOWN)) {
                report(Map.of(check, standing));
                boolean five = check.group() != Check.Group.RECORD;
                assertThat(desk.baselineNotMet(AGENT).isPresent())
                        .as(check + " " + standing)
                        .isEqualTo(five);
            }
        }
        assertThat(report(Map.of(Check.NET_04, Standing.NOT_APPLICABLE))).isEmpty();
        assertThat(desk.baselineNotMet(AGENT)).isEmpty();
    }

    @Test
    void a_look_proves_nothing_after_a_day() {
        report(Map.of());
        house.clock.advance(Dossier.FRESH.minusMillis(1));
        assertThat(desk.baselineNotMet(AGENT)).isEmpty();
        house.clock.advance(Duration.ofMillis(1));
        assertShut("older than 24 hours");
    }

    @Test
    void what_changed_is_written_at_once_and_everything_once_a_day() {
        report(Map.of());
        house.clock.advance(Duration.ofHours(1));
        report(Map.of(Check.NET_03, Standing.FAIL));
        house.clock.advance(Duration.ofHours(24));
        report(Map.of(Check.NET_03, Standing.FAIL));
        assertThat(written()).containsExactly(Check.values().length, 1, Check.values().length);
    }

    @Test
    void the_houses_own_looks_are_written_when_something_changed_and_daily() {
        seen(Map.of());
        for (int hour = 0; hour < 23; hour++) {
            house.clock.advance(Duration.ofHours(1));
            seen(hour < 12 ? Map.of() : Map.of(Check.CTR_04, Standing.UNKNOWN));
        }
        house.clock.advance(Duration.ofHours(1));
        seen(Map.of(Check.CTR_04, Standing.UNKNOWN));
        assertThat(written()).containsExactly(Check.values().length, 1, Check.values().length);
    }

    private List<Integer> written() {
        return house.log.of(Event.Kind.HOUSE).stream()
                .map(Entry::body)
                .map(body -> body.array("controls").size())
                .toList();
    }

    @Test
    void what_one_pair_of_eyes_cannot_see_the_other_may_have_seen_and_a_failure_stands_until_its_finder_looks_again() {
        seen(Map.of(Check.CTR_05, Standing.UNKNOWN));
        assertShut("CTR-05 is UNKNOWN");
        report(Map.of());
        assertThat(desk.baselineNotMet(AGENT)).isEmpty();
        seen(Map.of(Check.NET_01, Standing.FAIL));
        assertShut("NET-01 is FAIL");
        report(Map.of());
        assertShut("NET-01 is FAIL");
        seen(Map.of());
        assertThat(desk.baselineNotMet(AGENT)).isEmpty();
    }

    @Test
    void who_may_not_move_agents_does_not_report_a_scan() {
        assertThat(person(BUSINESS).may(Permission.MOVE_AGENTS)).isFalse();
        assertThat(desk.report(AGENT, scan(Map.of()), "", by(BUSINESS)))
                .contains("a scan is reported by somebody of IT or Security");
        assertThat(person(IT).may(Permission.MOVE_AGENTS)).isTrue();
        assertThat(desk.report(AGENT, scan(Map.of()), "", by(IT))).isEmpty();
        assertThat(house.log.of(Event.Kind.HOUSE)).hasSize(1);
    }

    private Person person(dev.bailiwick.core.value.PersonId id) {
        return house.facts.now().person(id).orElseThrow();
    }

    @Test
    void who_runs_the_agent_does_not_report_its_scan() {
        assertThat(desk.report(AGENT, scan(Map.of()), "", by(OPERATOR))).isPresent();
        assertShut("nobody has looked");
    }

    @Test
    void somebody_answers_for_what_is_not_grave_until_a_day_once_it_stands_in_the_log() {
        report(Map.of(Check.CTR_12, Standing.FAIL));
        assertShut("CTR-12 is FAIL");
        follow("CTR-12", "1970-01-10");
        assertThat(desk.baselineNotMet(AGENT)).isEmpty();
        assertThat(house.log.of(Event.Kind.HOUSE).getLast().body().text()).contains("\"owner\":\"ana\"");
        follow("CTR-12", "1969-12-31");
        assertShut("CTR-12 is FAIL");
        report(Map.of(Check.CAP_02, Standing.FAIL));
        follow("CAP-02", "1970-01-10");
        assertShut("CAP-02 is FAIL");
    }

    private void follow(String check, String until) {
        var today = java.time.LocalDate.ofInstant(house.clock.instant(), java.time.ZoneOffset.UTC);
        var day = until.startsWith("1969") ? today.minusDays(1) : today.plusDays(9);
        var json = Json.parseObject("""
                {"version": 1, "suppressions": [
                  {"check": "%s", "agent": "desk", "owner": "ana", "reason": "moves next week", "until": "%s"}]}
                """.formatted(check, day));
        desk.follow(PostureSettings.of(json), json);
    }

    @Test
    void a_restart_takes_up_what_the_log_holds_the_digest_of_and_nothing_else() {
        report(Map.of());
        var next = desk();
        next.restore();
        assertThat(next.baselineNotMet(AGENT)).isEmpty();
        var bad = new Look(
                Look.Eyes.PERSON, house.clock.instant(), "a profile", scan(Map.of(Check.CAP_02, Standing.FAIL)));
        desk.report(AGENT, bad.posture(), "a profile", by(IT));
        var entry = kept.getLast().entry();
        kept.set(1, new Looks.Kept(AGENT, kept.getFirst().look(), entry));
        kept.removeFirst();
        var forged = desk();
        forged.restore();
        assertThat(forged.baselineNotMet(AGENT)).isPresent();
    }

    @Test
    void a_scan_and_a_look_read_again_are_the_same() {
        var line = new Result.Declared("docker-run.sh:12", Result.Copy.CHANGED);
        var results =
                scan(Map.of(Check.CTR_04, Standing.FAIL, Check.LOG_05, Standing.NOT_APPLICABLE)).results().stream()
                        .map(each -> each.check() == Check.CTR_04 ? each.declaredBy(line) : each)
                        .toList();
        var posture = new Posture(results);
        assertThat(Posture.of(posture.json())).isEqualTo(posture);
        var look = new Look(Look.Eyes.HOUSE, house.clock.instant(), "", posture);
        assertThat(Look.of(look.json())).isEqualTo(look);
    }
}
