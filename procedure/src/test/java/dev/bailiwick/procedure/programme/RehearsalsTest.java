package dev.bailiwick.procedure.programme;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.drill.Drill;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.programme.Duty;
import dev.bailiwick.core.programme.Programme;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.incident.Cases;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RehearsalsTest {
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Programme PROGRAMME = Programme.of(Json.parseObject("""
            {"version": 1, "duties": [{"id": "containment-drill", "title": "Rehearse", "how": "drill", "per": "house",
              "every": 90, "owners": ["security"], "escalateAfter": 14, "blocks": true}]}"""));

    private final TestHouse house = new TestHouse();
    private final Instant begun = house.clock.instant();
    private final Blocking blocking = new Blocking();
    private final ProgrammeDesk desk = new ProgrammeDesk(
            () -> PROGRAMME,
            List.of(new Rehearsals(new Cases(house.log), () -> begun)),
            house.log,
            new ProgrammeDesk.Surroundings(house.facts::now, house.alerts, blocking, house.clock));

    private Duty duty() {
        var all = desk.duties();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void drilled(String scenario, boolean passed) {
        var now = house.clock.instant();
        var incident = Incident.open(new CaseId("case-0000000001"), Optional.of(AGENT), "DRILL", "house", now);
        var mark = new Drill.Mark("the agent is stopped", passed, Duration.ofMillis(7), Optional.empty(), "done");
        var drill = new Drill(scenario, AGENT, incident.id(), now, List.of(mark));
        house.log.append(Event.of(
                Event.Kind.INCIDENT,
                new Actor.House(),
                AGENT,
                incident.entry("drilled").plus("result", drill.json())));
    }

    @Test
    void nobody_practised_so_it_is_overdue_a_quarter_after_the_beginning_and_refuses_tier_four() {
        desk.look();
        assertThat(duty().due()).isEqualTo(begun.plus(QUARTER));
        assertThat(blocking.of(AGENT, house.clock.instant()).duties()).isZero();
        house.clock.advance(QUARTER.plusDays(1));
        desk.look();
        assertThat(duty().overdue(house.clock.instant())).isTrue();
        assertThat(blocking.of(AGENT, house.clock.instant()).duties()).isEqualTo(1);
    }

    @Test
    void a_drill_that_passed_is_the_proof_and_one_that_failed_is_none() {
        house.clock.advance(QUARTER.plusDays(1));
        drilled("poisoned-skill", false);
        assertThat(duty().overdue(house.clock.instant())).as("it failed").isTrue();
        drilled("gateway-token", true);
        assertThat(duty().due()).isEqualTo(house.clock.instant().plus(QUARTER));
        desk.look();
        assertThat(blocking.of(AGENT, house.clock.instant()).duties()).isZero();
        house.clock.advance(QUARTER.plusDays(1));
        assertThat(duty().overdue(house.clock.instant())).as("a quarter later").isTrue();
    }

    @Test
    void nobodys_word_replaces_it() {
        house.clock.advance(QUARTER.plusDays(1));
        assertThat(desk.done("containment-drill", by(SECURITY), "we talked about it"))
                .isPresent();
        assertThat(duty().overdue(house.clock.instant())).isTrue();
    }
}
