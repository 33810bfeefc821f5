package dev.bailiwick.procedure.programme;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.programme.Duty;
import dev.bailiwick.core.programme.Programme;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.hardening.Looks;
import dev.bailiwick.procedure.hardening.PostureDesk;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgrammeDeskTest {
    private static final Programme PROGRAMME = Programme.of(Json.parseObject("""
            {"version": 1, "duties": [
              {"id": "posture-scan", "title": "Look", "how": "look", "per": "agent", "every": 1, "owners": ["it"]},
              {"id": "execution-review", "title": "Review", "how": "read", "per": "review", "owners": ["security"]},
              {"id": "owner-attestation", "title": "Attest", "how": "read", "per": "agent", "every": 90,
               "owners": ["business", "security"], "escalateAfter": 7, "blocks": true},
              {"id": "backup-test", "title": "Restore", "how": "do", "per": "house", "every": 90, "owners": ["it"]}]}"""));

    private final TestHouse house = new TestHouse();
    private final Blocking blocking = new Blocking();
    private final ProgrammeDesk desk = desk();

    private ProgrammeDesk desk() {
        house.alerts.raise("begin", "the log begins");
        var posture = new PostureDesk(house.facts, house.log, Looks.NOWHERE, house.clock);
        return new ProgrammeDesk(
                () -> PROGRAMME,
                List.of(
                        new MachineLooks(
                                posture, () -> house.facts.now().agents().values()),
                        new OpenReviews(house.reviewing)),
                house.log,
                new ProgrammeDesk.Surroundings(house.facts::now, house.alerts, blocking, house.clock));
    }

    private Duty duty(String id) {
        return desk.duties().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private long told(String what) {
        return house.log.of(Event.Kind.ALERT).stream()
                .filter(entry -> entry.body().string("what").orElse("").equals(what))
                .count();
    }

    private void later(int days) {
        house.clock.advance(Duration.ofDays(days));
        desk.look();
    }

    @Test
    void what_was_never_done_counts_from_the_beginning() {
        assertThat(desk.duties())
                .extracting(Duty::id)
                .containsExactly("posture-scan/desk", "backup-test", "owner-attestation/desk");
        assertThat(duty("backup-test").overdue(house.clock.instant())).isFalse();
        later(95);
        assertThat(desk.duties()).allMatch(each -> each.overdue(house.clock.instant()));
    }

    @Test
    void what_is_overdue_is_told_once_and_again_when_it_goes_to_the_next() {
        later(90);
        later(1);
        assertThat(told("duty-overdue")).isEqualTo(3);
        assertThat(told("duty-escalated")).isZero();
        later(7);
        later(1);
        assertThat(told("duty-escalated")).isEqualTo(1);
    }

    @Test
    void an_overdue_duty_blocks_its_agent_by_its_date_and_no_round_has_to_come() {
        desk.look();
        assertThat(blocking.of(AGENT, house.clock.instant()).duties()).isZero();
        house.clock.advance(Duration.ofDays(90));
        assertThat(blocking.of(AGENT, house.clock.instant()).duties()).isEqualTo(1);
    }

    @Test
    void once_done_it_is_due_again_after_its_pause_also_after_a_restart() {
        later(95);
        assertThat(desk.done("owner-attestation/desk", by(BUSINESS), "minutes 12"))
                .isEmpty();
        assertThat(blocking.of(AGENT, house.clock.instant()).duties()).isZero();
        assertThat(duty("owner-attestation/desk").due())
                .isEqualTo(house.clock.instant().plus(Duration.ofDays(90)));
        var again = new ProgrammeDesk(
                () -> PROGRAMME,
                List.of(),
                house.log,
                new ProgrammeDesk.Surroundings(house.facts::now, house.alerts, new Blocking(), house.clock));
        assertThat(again.duties())
                .filteredOn(each -> each.id().equals("owner-attestation/desk"))
                .allMatch(each -> !each.overdue(house.clock.instant()));
    }

    @Test
    void only_an_owner_says_that_it_was_done_and_says_where_it_is_written_down() {
        assertThat(desk.done("backup-test", by(SECURITY), "done")).contains("this is for it");
        assertThat(desk.done("backup-test", by(IT), " ")).isPresent();
        assertThat(desk.done("nothing", by(IT), "done")).contains("there is no duty nothing");
        assertThat(desk.done("posture-scan/desk", by(IT), "looked"))
                .hasValueSatisfying(why -> assertThat(why).contains("shows by itself"));
        assertThat(desk.done("backup-test", by(IT), "restored on box 9")).isEmpty();
    }
}
