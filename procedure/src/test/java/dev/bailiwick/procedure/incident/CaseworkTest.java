package dev.bailiwick.procedure.incident;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.incident.runbook.Course.Status;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.testing.ShippedRunbook;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaseworkTest {
    private static final CaseId ID = new CaseId("case-0000000001");

    private final TestHouse house = new TestHouse();
    private final Casework casework =
            new Casework(new Cases(house.log), house.log, ShippedRunbook.runbook(), house.facts::now, house.clock);
    private final Incident incident =
            Incident.open(ID, Optional.of(AGENT), "odd", by(SECURITY).name(), house.clock.instant());

    @BeforeEach
    void contained() {
        for (var step : Step.values())
            append(incident.entry(
                    new Taken(step, Outcome.DONE, house.clock.instant(), Duration.ZERO, "so it is", JsonObject.EMPTY)));
    }

    private void append(JsonObject body) {
        house.log.append(Event.of(Event.Kind.INCIDENT, by(SECURITY), AGENT, body));
    }

    private String answer(String key, String choice, PersonId who) {
        return casework.answer(ID, key, Optional.of(choice), "because of entry 7", by(who))
                .orElse("");
    }

    private String answer(String key, PersonId who) {
        return casework.answer(ID, key, Optional.empty(), "because of entry 7", by(who))
                .orElse("");
    }

    private String skip(String key, PersonId who) {
        return casework.skip(ID, key, "nothing to do", by(who)).orElse("");
    }

    private Status status(String key) {
        return casework.course(ID).orElseThrow().row(key).orElseThrow().status();
    }

    @Test
    void an_answer_stands_in_the_log_with_who_and_when() {
        assertThat(answer("scope", "yes", SECURITY)).isEmpty();
        var said = casework.course(ID)
                .orElseThrow()
                .row("scope")
                .orElseThrow()
                .said()
                .orElseThrow();
        assertThat(said.by()).isEqualTo("person:sam");
        assertThat(said.at()).isEqualTo(house.clock.instant());
        assertThat(said.choice()).contains("yes");
        assertThat(said.entry()).contains(house.log.size() - 1);
    }

    @Test
    void a_secret_in_an_answer_does_not_reach_the_log() {
        casework.answer(ID, "scope", Optional.of("yes"), "it read AKIAIOSFODNN7EXAMPLE here", by(SECURITY));
        assertThat(casework.course(ID)
                        .orElseThrow()
                        .row("scope")
                        .orElseThrow()
                        .said()
                        .orElseThrow()
                        .text())
                .doesNotContain("AKIAIOSFODNN7EXAMPLE");
    }

    @Test
    void only_whose_step_it_is_answers_it() {
        assertThat(answer("scope", "yes", BUSINESS)).contains("for security");
        assertThat(answer("review-access", BUSINESS)).contains("for security");
        assertThat(answer("reissue", SECURITY)).contains("for it");
    }

    @Test
    void nobody_answers_what_bailiwick_proves() {
        assertThat(answer("kill", SECURITY)).contains("nobody's word closes this step");
        assertThat(answer("evidence", SECURITY)).contains("nobody's word closes this step");
    }

    @Test
    void no_step_is_answered_before_what_must_stand_first() {
        assertThat(answer("cause", "injection", SECURITY)).contains("first: investigate");
        assertThat(skip("investigate", SECURITY)).isEmpty();
        assertThat(answer("cause", "injection", SECURITY)).isEmpty();
    }

    @Test
    void a_question_has_its_own_answers() {
        assertThat(answer("scope", SECURITY)).contains("choose one of yes, no");
        assertThat(answer("scope", "perhaps", SECURITY)).contains("choose one of yes, no");
        append(incident.entry("investigated"));
        answer("cause", "credential", SECURITY);
        assertThat(answer("review-access", "yes", SECURITY)).contains("no choices");
    }

    @Test
    void an_empty_or_endless_answer_is_none() {
        assertThat(casework.answer(ID, "scope", Optional.of("yes"), "  ", by(SECURITY)))
                .isPresent();
        assertThat(casework.answer(ID, "scope", Optional.of("yes"), "x".repeat(4_001), by(SECURITY)))
                .isPresent();
        assertThat(casework.skip(ID, "evidence", "", by(SECURITY))).isPresent();
    }

    @Test
    void security_leaves_a_step_out_with_a_reason_and_nobody_else() {
        append(incident.entry("investigated"));
        answer("cause", "injection", SECURITY);
        assertThat(skip("reissue", BUSINESS)).contains("for it");
        assertThat(skip("evidence", BUSINESS)).isNotEmpty();
        assertThat(skip("evidence", SECURITY)).isEmpty();
        assertThat(status("evidence")).isEqualTo(Status.SKIPPED);
        assertThat(skip("reissue", IT)).isEmpty();
    }

    @Test
    void some_steps_are_never_left_out() {
        assertThat(skip("kill", SECURITY)).contains("never left out");
        assertThat(skip("review-scope", SECURITY)).contains("never left out");
        assertThat(skip("scope", SECURITY)).contains("is answered");
        assertThat(skip("capture", SECURITY)).contains("done already");
    }

    @Test
    void what_is_not_there_is_not_answered() {
        assertThat(casework.answer(new CaseId("case-0000000002"), "scope", Optional.empty(), "so", by(SECURITY)))
                .hasValueSatisfying(why -> assertThat(why).contains("there is no case"));
        assertThat(answer("exorcise", SECURITY)).contains("no step of this case");
        append(incident.ending("over"));
        assertThat(answer("scope", "yes", SECURITY)).contains("closed");
    }
}
