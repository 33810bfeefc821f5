package dev.bailiwick.procedure.incident;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.incident.drill.Scenario;
import dev.bailiwick.core.register.Quarantine;
import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.stop.HostUnavailable;
import dev.bailiwick.procedure.testing.ShippedRunbook;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class IsolationTest {
    private static final CaseId ID = new CaseId("case-0000000001");
    private static final Quarantine AUTOMATIC = new Quarantine(List.of(AddressBlock.of("203.0.113.9")), true);

    private final TestHouse house = new TestHouse();
    private final Cases cases = new Cases(house.log);
    private final Casework casework =
            new Casework(cases, house.log, ShippedRunbook.runbook(), house.facts::now, house.clock);
    private final PlayedNetwork network = new PlayedNetwork();
    private Quarantine quarantine = AUTOMATIC;
    private final Isolation isolation =
            new Isolation(cases, casework, house.log, _ -> network, () -> quarantine, house.clock);
    private Achieved kill = Achieved.done("nothing left", JsonObject.EMPTY);

    private static final class PlayedNetwork implements HostNetwork {
        private boolean isolated;
        private boolean refuses;

        @Override
        public void isolate(List<AddressBlock> forensic) {
            if (refuses) throw new HostUnavailable("nft refuses: Operation not permitted");
            isolated = true;
        }

        @Override
        public void release() {
            isolated = false;
        }

        @Override
        public boolean isolated() {
            return isolated;
        }
    }

    private Incident contain() {
        try (var containment = containment()) {
            return containment.contain(Optional.of(AGENT), "odd mails", by(SECURITY));
        }
    }

    private Containment containment() {
        Map<Step, Function<Order, Achieved>> steps = new EnumMap<>(Step.class);
        for (var step : Step.values()) steps.put(step, _ -> Achieved.done("as it should", JsonObject.EMPTY));
        steps.put(Step.KILL, _ -> kill);
        steps.put(Step.ISOLATE, isolation::step);
        return new Containment(house.log, cases, steps, house.clock, () -> ID);
    }

    private Taken isolate() {
        return cases.find(ID).flatMap(incident -> incident.at(Step.ISOLATE)).orElseThrow();
    }

    @Test
    void a_proved_kill_leaves_the_network_to_people() {
        contain();
        assertThat(isolate().outcome()).isEqualTo(Outcome.BY_HAND);
        assertThat(isolate().note()).contains("incident isolate " + ID);
        assertThat(network.isolated).isFalse();
    }

    @Test
    void a_kill_that_is_not_proved_cuts_the_machine_off() {
        kill = Achieved.failed("still running: [7]");
        assertThat(contain().state()).isEqualTo(Incident.State.RED);
        assertThat(isolate().outcome()).isEqualTo(Outcome.DONE);
        assertThat(isolate().note()).contains("the kill is not proved");
        assertThat(network.isolated).isTrue();
    }

    @Test
    void nothing_is_cut_off_by_itself_where_nobody_allowed_it() {
        quarantine = Quarantine.BY_HAND;
        kill = Achieved.failed("still running: [7]");
        contain();
        isolation.round();
        house.clock.advance(Duration.ofDays(1));
        isolation.round();
        assertThat(isolate().outcome()).isEqualTo(Outcome.BY_HAND);
        assertThat(network.isolated).isFalse();
    }

    @Test
    void a_scope_that_nobody_knows_in_time_cuts_the_machine_off() {
        contain();
        isolation.round();
        assertThat(network.isolated).isFalse();
        house.clock.advance(Duration.ofMinutes(31));
        isolation.round();
        assertThat(network.isolated).isTrue();
        assertThat(isolate().note()).contains("nobody knows the scope");
        assertThat(casework.course(ID)
                        .orElseThrow()
                        .row("isolate")
                        .orElseThrow()
                        .isClosed())
                .isTrue();
    }

    @Test
    void a_known_scope_cuts_nobody_off() {
        contain();
        casework.answer(ID, "scope", Optional.of("yes"), "one mailbox", by(SECURITY));
        house.clock.advance(Duration.ofMinutes(31));
        isolation.round();
        assertThat(network.isolated).isFalse();
    }

    @Test
    void what_a_restart_of_the_machine_let_back_is_cut_off_again() {
        contain();
        assertThat(isolation.isolate(ID, "odd traffic", by(SECURITY))).isEmpty();
        network.isolated = false;
        isolation.round();
        assertThat(network.isolated).isTrue();
        assertThat(isolate().note()).startsWith("again");
    }

    @Test
    void a_person_cuts_it_off_and_lets_it_back_with_a_reason() {
        contain();
        assertThat(isolation.isolate(ID, " ", by(SECURITY))).contains("say why");
        assertThat(isolation.isolate(ID, "odd traffic", by(SECURITY))).isEmpty();
        assertThat(isolation.release(ID, "", by(SECURITY))).contains("say why");
        assertThat(isolation.release(ID, "rebuilt", by(SECURITY))).isEmpty();
        assertThat(network.isolated).isFalse();
        assertThat(isolate().note()).isEqualTo("released by person:sam: rebuilt");
        house.clock.advance(Duration.ofMinutes(31));
        isolation.round();
        assertThat(network.isolated).as("what was let back stays").isFalse();
        assertThat(isolation.release(ID, "again", by(SECURITY)))
                .as("again is the same")
                .isEmpty();
    }

    @Test
    void nobody_lets_it_back_while_the_agent_may_run() {
        kill = Achieved.failed("still running: [7]");
        contain();
        assertThat(isolation.release(ID, "it looks fine", by(SECURITY)).orElseThrow())
                .contains("nobody can say");
        assertThat(network.isolated).isTrue();
    }

    @Test
    void after_it_was_let_back_nobody_confirms_a_kill_by_word_again() {
        kill = Achieved.failed("still running: [7]");
        try (var containment = containment()) {
            containment.contain(Optional.of(AGENT), "odd mails", by(SECURITY));
            assertThat(containment.confirm(ID, Step.KILL, "the machine is off", by(SECURITY)))
                    .isEmpty();
            assertThat(isolation.release(ID, "rebuilt", by(SECURITY))).isEmpty();
            containment.contain(Optional.of(AGENT), "again", by(SECURITY));
            isolation.release(ID, "rebuilt", by(SECURITY));
        }
        assertThat(cases.find(ID).orElseThrow().state()).isEqualTo(Incident.State.RED);
    }

    @Test
    void a_case_does_not_end_while_it_holds_the_machine() {
        contain();
        isolation.isolate(ID, "odd traffic", by(SECURITY));
        var review =
                new AfterAction(cases, casework, house.log, house.facts::now, house.clock, Set.of("poisoned-skill"));
        assertThat(review.close(ID, "over", by(SECURITY)).orElseThrow()).contains("incident release");
    }

    @Test
    void a_machine_that_refuses_says_so_once() {
        network.refuses = true;
        contain();
        assertThat(isolation.isolate(ID, "odd traffic", by(SECURITY)).orElseThrow())
                .contains("not permitted", "at its provider");
        house.clock.advance(Duration.ofMinutes(31));
        isolation.round();
        long said = house.log.size();
        isolation.round();
        assertThat(house.log.size()).isEqualTo(said);
        assertThat(isolate().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void a_drill_cuts_nobody_off() {
        kill = Achieved.failed("still running: [7]");
        try (var containment = containment()) {
            containment.drill(AGENT, Scenario.of(Json.parseObject("""
                    {"format":"bailiwick-drill-1","name":"try-it","title":"t","story":"s","references":[],
                     "moves":[{"what":"w","tool":"exec","arguments":{}}]}""")), by(SECURITY));
        }
        assertThat(network.isolated).isFalse();
        assertThat(isolation.isolate(ID, "to try it", by(SECURITY))).contains("a drill cuts nobody off");
    }

    @Test
    void the_file_that_cuts_off_automatically_names_who_may_still_come() {
        var json = Json.parseObject("{\"forensic\":[],\"automatic\":true}");
        assertThatThrownBy(() -> Quarantine.of(Fields.of(json))).hasMessageContaining("name a forensic host");
    }
}
