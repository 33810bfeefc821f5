package dev.bailiwick.procedure.incident;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.drill.Drill;
import dev.bailiwick.core.incident.drill.Scenario;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.sink.Standing;
import dev.bailiwick.procedure.testing.TestHouse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrillsTest {
    private final TestHouse house = new TestHouse();
    private final Cases cases = new Cases(house.log);
    private final List<Standing> receivers = new ArrayList<>();
    private final EnumMap<dev.bailiwick.core.incident.Step, Function<Order, Achieved>> steps =
            new EnumMap<>(dev.bailiwick.core.incident.Step.class);
    private final AtomicInteger ids = new AtomicInteger();
    private final Containment containment = containment();
    private final Drills drills = new Drills(
            house.enforcer,
            house.reports,
            containment,
            cases,
            new Drills.House(house.log, house.facts::now, () -> receivers, house.clock, () -> {}));

    private Containment containment() {
        for (var step : dev.bailiwick.core.incident.Step.values())
            steps.put(step, _ -> Achieved.done("so it is", JsonObject.EMPTY));
        return new Containment(
                house.log, cases, steps, house.clock, () -> new CaseId("case-000000000" + ids.incrementAndGet()));
    }

    @AfterEach
    void close() {
        containment.close();
    }

    private static Scenario tries(String tool) {
        return Scenario.of(Json.parseObject("""
                {"format": "bailiwick-drill-1", "name": "a-day", "title": "A day", "story": "so", "references": [],
                 "moves": [{"what": "reads", "tool": "t1", "arguments": {}, "text": "hello"},
                           {"what": "does harm", "tool": "%s", "arguments": {"to": "someone@example.org"}}]}""".formatted(tool)));
    }

    private void piloted() {
        house.facts.change(now -> now.with(
                now.agent(AGENT).orElseThrow().at(dev.bailiwick.core.register.Step.PILOT, house.clock.instant())));
    }

    private Drill play(String tool) {
        return drills.play(tries(tool), AGENT, by(SECURITY)) instanceof Drills.Played.Done(var drill)
                ? drill
                : new Drill("refused", AGENT, new CaseId("case-0000000009"), house.clock.instant(), List.of());
    }

    private String refused(AgentId agent) {
        return drills.play(tries("t4"), agent, by(SECURITY)) instanceof Drills.Played.Refused(var why) ? why : "";
    }

    private static Drill.Mark mark(Drill drill, String what) {
        return drill.marks().stream()
                .filter(each -> each.what().contains(what))
                .findFirst()
                .orElseThrow();
    }

    private void receiver(long received) {
        receivers.add(new Standing("siem", received, 0, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()));
    }

    private Optional<String> holding(AgentId agent) {
        return Recovery.holding(cases, Optional.of(agent), List.of(AGENT, agent));
    }

    @Test
    void what_is_stopped_sealed_and_told_in_time_passes() {
        piloted();
        receiver(Long.MAX_VALUE);
        var drill = play("t4");
        assertThat(drill.marks()).extracting(Drill.Mark::what).hasSize(7);
        assertThat(drill.passed()).as(drill.json().text()).isTrue();
        assertThat(cases.drill("a-day")).contains(drill);
    }

    @Test
    void a_move_that_nobody_stops_fails_it() {
        piloted();
        receiver(Long.MAX_VALUE);
        var drill = play("t1");
        assertThat(drill.passed()).isFalse();
        assertThat(mark(drill, "does harm").note()).contains("permitted: entry");
    }

    @Test
    void a_containment_that_fails_fails_it() {
        piloted();
        steps.put(dev.bailiwick.core.incident.Step.KILL, _ -> Achieved.failed("still running: [17]"));
        var again = new Drills(
                house.enforcer,
                house.reports,
                containment(steps),
                cases,
                new Drills.House(house.log, house.facts::now, () -> receivers, house.clock, () -> {}));
        var played = (Drills.Played.Done) again.play(tries("t4"), AGENT, by(SECURITY));
        assertThat(mark(played.drill(), "stopped").passed()).isFalse();
        assertThat(mark(played.drill(), "stopped").note()).contains("still running");
    }

    private Containment containment(EnumMap<dev.bailiwick.core.incident.Step, Function<Order, Achieved>> how) {
        return new Containment(
                house.log, cases, how, house.clock, () -> new CaseId("case-000000000" + ids.incrementAndGet()));
    }

    @Test
    void where_nobody_elsewhere_is_told_it_fails() {
        piloted();
        assertThat(mark(play("t4"), "told").note()).contains("nobody would have known");
        receiver(0);
        assertThat(mark(play("t4"), "told").passed()).isFalse();
    }

    @Test
    void its_case_says_drill_and_is_closed_and_holds_nobody() {
        piloted();
        var drill = play("t4");
        var incident = cases.find(drill.id()).orElseThrow();
        assertThat(incident.drill()).contains("a-day");
        assertThat(incident.reason()).startsWith("DRILL");
        assertThat(incident.state()).isEqualTo(Incident.State.CLOSED);
        assertThat(house.log.entries())
                .filteredOn(entry -> entry.body().string("case").isPresent())
                .allMatch(entry -> entry.body().string("drill").equals(Optional.of("a-day")));
        assertThat(holding(AGENT)).isEmpty();
    }

    @Test
    void nobody_practises_on_production_or_in_the_middle_of_a_case() {
        assertThat(refused(AGENT)).contains("in pilot");
        assertThat(refused(new AgentId("nobody"))).contains("no agent");
        piloted();
        containment.contain(Optional.of(AGENT), "a real one", new Actor.House());
        assertThat(refused(AGENT)).contains("in the middle");
    }
}
