package dev.bailiwick.procedure.enforcement;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.procedure.enforcement.PathProbes.Finding;
import dev.bailiwick.procedure.enforcement.PathProbes.Probe;
import dev.bailiwick.procedure.testing.TestHouse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateProofTest {
    private final TestHouse house = new TestHouse();
    private Optional<String> version = Optional.of("2030.1.1");
    private List<Probe> found = List.of(probe("invoke", Finding.HELD), probe("terminal", Finding.HELD));
    private final GateProof proof = new GateProof(
            _ -> found, _ -> version, "2026.9.6"::equals, house.control, new Alerts(house.control, house.clock));

    private static Probe probe(String path, Finding finding) {
        return new Probe(path, "the tool of " + path, finding, "said");
    }

    private GateProof.Proof proved() {
        return proof.prove(AGENT, by(OPERATOR));
    }

    @Test
    void a_version_that_was_measured_needs_no_proof() {
        version = Optional.of("2026.9.6");
        assertThat(proof.unproved(AGENT)).isEmpty();
    }

    @Test
    void any_other_version_is_proved_by_probes_that_all_held_and_the_log_says_so() {
        assertThat(proof.unproved(AGENT))
                .hasValueSatisfying(why -> assertThat(why).contains("2030.1.1", "never measured", "openclaw selftest"));
        assertThat(proved().holds()).isTrue();
        assertThat(proof.unproved(AGENT)).isEmpty();
        assertThat(house.log.entries())
                .anyMatch(entry -> entry.kind() == Event.Kind.LIVENESS
                        && entry.body().string("what").equals(Optional.of("selftest")));
    }

    @Test
    void the_next_version_is_proved_anew() {
        proved();
        version = Optional.of("2030.2.0");
        assertThat(proof.unproved(AGENT)).isPresent();
    }

    @Test
    void a_probe_that_was_carried_out_proves_nothing_takes_an_older_proof_away_and_is_an_alert() {
        proved();
        found = List.of(
                probe("invoke", Finding.FAILED), probe("invoke", Finding.HELD), probe("terminal", Finding.HELD));

        assertThat(proved().holds()).isFalse();
        assertThat(proof.unproved(AGENT)).isPresent();
        assertThat(house.log.entries())
                .anyMatch(entry -> entry.kind() == Event.Kind.ALERT
                        && entry.body().string("what").equals(Optional.of("selftest-failed")));
    }

    @Test
    void a_path_that_no_probe_could_be_driven_on_is_not_proved() {
        found = List.of(probe("invoke", Finding.HELD), probe("invoke", Finding.NOT_DRIVEN));
        assertThat(proved().holds()).as("another probe held this path").isTrue();
        found = List.of(probe("invoke", Finding.HELD), probe("terminal", Finding.NOT_DRIVEN));
        assertThat(proved().holds()).isFalse();
    }

    @Test
    void an_agent_without_a_runtime_that_could_be_tried_leaves_no_word_in_the_log() {
        found = List.of();
        int before = house.log.entries().size();
        assertThat(proved().holds()).isFalse();
        assertThat(house.log.entries()).hasSize(before);
    }
}
