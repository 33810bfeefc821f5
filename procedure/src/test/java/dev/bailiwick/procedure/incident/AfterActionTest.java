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
import dev.bailiwick.core.incident.drill.Drill;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.testing.ShippedRunbook;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AfterActionTest {
    private static final CaseId ID = new CaseId("case-0000000001");
    private static final String SKILL = "poisoned-skill";
    private static final List<String> REVIEW =
            List.of("review-access", "review-scope", "review-controls", "review-changes");

    private final TestHouse house = new TestHouse();
    private final Cases cases = new Cases(house.log);
    private final Casework casework =
            new Casework(cases, house.log, ShippedRunbook.runbook(), house.facts::now, house.clock);
    private final AfterAction after =
            new AfterAction(cases, casework, house.log, house.facts::now, house.clock, Set.of(SKILL));
    private final Incident incident =
            Incident.open(ID, Optional.of(AGENT), "odd", by(SECURITY).name(), house.clock.instant());

    @BeforeEach
    void investigated() {
        for (var step : Step.values())
            append(incident.entry(
                    new Taken(step, Outcome.DONE, house.clock.instant(), Duration.ZERO, "so it is", JsonObject.EMPTY)));
        for (String what : List.of("evidence-sealed", "investigated")) append(incident.entry(what));
        answer("scope", Optional.of("yes"), SECURITY);
        answer("cause", Optional.of("injection"), SECURITY);
        answer("severe", Optional.of("no"), SECURITY);
        answer("purge", Optional.empty(), IT);
        answer("reissue", Optional.empty(), IT);
    }

    private void append(JsonObject body) {
        house.log.append(Event.of(Event.Kind.INCIDENT, by(SECURITY), AGENT, body));
    }

    private void answer(String key, Optional<String> choice, PersonId who) {
        assertThat(casework.answer(ID, key, choice, "so it is", by(who)))
                .as(key)
                .isEmpty();
    }

    private void reviewed() {
        REVIEW.forEach(key -> answer(key, Optional.empty(), SECURITY));
    }

    private String plan(PersonId owner, Duration within, Optional<String> scenario, PersonId by) {
        var plan = new AfterAction.Plan(
                "screen skills before they are read",
                owner,
                house.clock.instant().plus(within),
                scenario);
        return after.plan(ID, plan, by(by)).orElse("");
    }

    private String planned(Optional<String> scenario) {
        return plan(IT, Duration.ofDays(7), scenario, SECURITY);
    }

    private String done(PersonId who) {
        return after.done(ID, "action-1", "policy 12", by(who)).orElse("");
    }

    private String close() {
        return after.close(ID, "learned", by(SECURITY)).orElse("");
    }

    private void drilled(boolean passed) {
        house.clock.advance(Duration.ofHours(1));
        var mark = new Drill.Mark("sends it", passed, Duration.ZERO, Optional.empty(), "");
        var drill = new Drill(SKILL, AGENT, new CaseId("case-0000000002"), house.clock.instant(), List.of(mark));
        append(JsonObject.with("what", "drilled").and("result", drill.json()).build());
    }

    @Test
    void with_three_of_four_answers_nobody_closes_it() {
        planned(Optional.empty());
        done(IT);
        REVIEW.subList(0, 3).forEach(key -> answer(key, Optional.empty(), SECURITY));
        assertThat(close()).contains("review-changes");
        answer("review-changes", Optional.empty(), SECURITY);
        assertThat(close()).isEmpty();
        assertThat(cases.find(ID).orElseThrow().state()).isEqualTo(Incident.State.CLOSED);
    }

    @Test
    void a_case_from_which_nothing_was_changed_stays_open() {
        reviewed();
        assertThat(close()).contains("nothing is changed");
        planned(Optional.empty());
        assertThat(close()).contains("action-1 of ian");
        done(IT);
        assertThat(close()).isEmpty();
    }

    @Test
    void an_action_has_an_owner_a_day_and_a_drill_that_exists() {
        assertThat(plan(new PersonId("nobody"), Duration.ofDays(7), Optional.empty(), SECURITY))
                .contains("nobody active");
        assertThat(plan(IT, Duration.ZERO, Optional.empty(), SECURITY)).contains("due after now");
        assertThat(plan(IT, Duration.ofDays(400), Optional.empty(), SECURITY)).contains("180 days");
        assertThat(planned(Optional.of("flood"))).contains("no drill");
        assertThat(plan(IT, Duration.ofDays(7), Optional.empty(), BUSINESS)).contains("only Security");
        assertThat(cases.find(ID).orElseThrow().improvements()).isEmpty();
    }

    @Test
    void only_its_owner_or_security_says_that_it_is_done() {
        planned(Optional.empty());
        assertThat(done(BUSINESS)).contains("this is for ian");
        assertThat(after.done(ID, "action-9", "policy 12", by(IT))).isPresent();
        assertThat(done(SECURITY)).isEmpty();
    }

    @Test
    void what_is_late_says_so() {
        planned(Optional.empty());
        var action = cases.find(ID).orElseThrow().improvements().get("action-1");
        assertThat(action).isNotNull();
        house.clock.advance(Duration.ofDays(8));
        assertThat(java.util.Objects.requireNonNull(action).overdue(house.clock.instant()))
                .isTrue();
    }

    @Test
    void a_change_is_done_when_its_drill_passed_after_it_was_planned() {
        drilled(true);
        house.clock.advance(Duration.ofHours(1));
        planned(Optional.of(SKILL));
        assertThat(done(IT)).contains("was not played since");
        drilled(false);
        assertThat(done(IT)).contains("failed");
        drilled(true);
        assertThat(done(IT)).isEmpty();
    }

    @Test
    void a_drill_that_fails_later_opens_the_case_again() {
        planned(Optional.of(SKILL));
        drilled(true);
        done(IT);
        reviewed();
        assertThat(close()).isEmpty();
        append(incident.reopening(SKILL));
        assertThat(cases.find(ID).orElseThrow().state()).isEqualTo(Incident.State.CONTAINED);
        assertThat(close()).contains("action-1 of ian");
    }

    @Test
    void a_case_that_is_closed_or_not_there_takes_nothing() {
        append(incident.ending("over"));
        assertThat(planned(Optional.empty())).contains("closed");
        assertThat(close()).contains("closed");
        assertThat(after.close(new CaseId("case-0000000009"), "x", by(SECURITY)))
                .isPresent();
    }
}
