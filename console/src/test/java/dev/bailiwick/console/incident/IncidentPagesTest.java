package dev.bailiwick.console.incident;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.BEN;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IncidentPagesTest {
    private static final String PATH = "/incidents/case-0000000001";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202e";

    private final PlayedHouse house = new PlayedHouse();
    private final Incident incident = Incident.open(
            new CaseId("case-0000000001"),
            Optional.of(DESK),
            "answers nobody asked for",
            "person:cleo",
            house.clock().instant());

    @AfterEach
    void close() {
        house.close();
    }

    private void taken(Step step, Outcome outcome, String note) {
        append(incident.entry(
                new Taken(step, outcome, house.clock().instant(), Duration.ofMillis(7), note, JsonObject.EMPTY)));
    }

    private void append(JsonObject body) {
        var cleo = new Actor.Human(CLEO, Actor.Channel.CONSOLE);
        house.log().append(Event.of(Event.Kind.INCIDENT, cleo, DESK, body));
    }

    private void contained() {
        for (var step : List.of(Step.SEAL, Step.CLOSE, Step.KILL, Step.REVOKE, Step.CAPTURE))
            taken(step, Outcome.DONE, "so it is");
    }

    private String page(PersonId person, String path) {
        try (var somebody = Browsing.as(person, house)) {
            return somebody.get(path).body();
        }
    }

    private int posted(PersonId person, String path, Map<String, String> fields) {
        try (var somebody = Browsing.as(person, house)) {
            return somebody.post(PATH + path, fields).statusCode();
        }
    }

    @Test
    void without_a_case_the_list_says_so() {
        assertThat(page(ANA, "/incidents")).contains("No case yet");
    }

    @Test
    void the_list_shows_each_case_with_its_state_and_what_is_overdue() {
        taken(Step.KILL, Outcome.FAILED, "still running: [4711]");
        assertThat(page(ANA, "/incidents")).contains("desk", "answers nobody asked for", ">red<");
        house.clock().advance(Duration.ofMinutes(31));
        assertThat(page(ANA, "/incidents")).contains("overdue");
    }

    @Test
    void a_case_shows_what_was_contained_with_what_shows_it() {
        taken(Step.KILL, Outcome.FAILED, "still running: [4711]");
        assertThat(page(CLEO, PATH))
                .contains("Nobody can say that the agent is stopped", "still running: [4711]", ">failed<", "7 ms")
                .contains("<b>Locked.</b>")
                .doesNotContain(">Ask the log</button>");
        contained();
        assertThat(page(CLEO, PATH)).contains(">contained<", ">Ask the log</button>", "No evidence is sealed yet");
    }

    @Test
    void the_runbook_is_answered_there_by_whose_step_it_is() {
        contained();
        assertThat(page(ANA, PATH)).doesNotContain("action=\"" + PATH + "/answer\"");
        assertThat(posted(ANA, "/answer", Map.of("step", "scope", "choice", "yes", "text", "known")))
                .isEqualTo(409);
        assertThat(posted(CLEO, "/answer", Map.of("step", "scope", "choice", "yes", "text", "one mailbox")))
                .isEqualTo(303);
        assertThat(page(ANA, PATH)).contains("one mailbox", "person:cleo", ">done<");
    }

    @Test
    void what_is_locked_is_refused_with_the_reason() {
        contained();
        try (var cleo = Browsing.as(CLEO, house)) {
            var refused = cleo.post(PATH + "/answer", Map.of("step", "cause", "choice", "injection", "text", "a mail"));
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("first: investigate");
            assertThat(cleo.post(PATH + "/skip", Map.of("step", "kill", "reason", "no time"))
                            .body())
                    .contains("never left out");
        }
    }

    @Test
    void each_question_shows_what_it_cannot_answer() {
        contained();
        try (var cleo = Browsing.as(CLEO, house)) {
            assertThat(cleo.post(PATH + "/investigate", Map.of()).body())
                    .contains("commands outside normal workflows", "connections outside the list")
                    .contains("It cannot answer:", "was it gated at all?", "inconclusive");
        }
        assertThat(posted(BEN, "/investigate", Map.of())).isEqualTo(409);
        assertThat(posted(BEN, "/evidence", Map.of())).isEqualTo(409);
    }

    @Test
    void nobody_investigates_before_the_kill_is_proved() {
        taken(Step.KILL, Outcome.FAILED, "still running");
        assertThat(posted(CLEO, "/investigate", Map.of())).isEqualTo(409);
    }

    @Test
    void the_way_back_shows_what_is_in_it_and_opens_for_nobody_before() {
        contained();
        assertThat(page(CLEO, PATH)).contains("The way back", "nobody has looked at the machine yet", "not met");
        assertThat(posted(CLEO, "/agree", Map.of("reason", "it looks fine"))).isEqualTo(409);
    }

    @Test
    void hostile_text_is_only_text() {
        contained();
        append(incident.answer("scope", Optional.of("no"), HOSTILE));
        taken(Step.ISOLATE, Outcome.BY_HAND, HOSTILE);
        assertThat(page(CLEO, PATH)).doesNotContain("<img", "\u202e").contains("&lt;img src=x onerror=alert(1)&gt;");
    }

    @Test
    void a_case_that_is_not_there_has_no_page() {
        try (var cleo = Browsing.as(CLEO, house)) {
            assertThat(cleo.get("/incidents/case-0000000009").statusCode()).isEqualTo(404);
            assertThat(cleo.get("/incidents/nonsense").statusCode()).isEqualTo(404);
        }
    }

    private int contain(String path, Map<String, String> fields) {
        try (var ana = Browsing.as(ANA, house)) {
            return ana.post(path, fields).statusCode();
        }
    }

    @Test
    void one_button_contains_an_agent_and_leads_to_its_case() {
        assertThat(page(ANA, "/agents/desk")).contains("action=\"/agents/desk/contain\"");
        try (var ana = Browsing.as(ANA, house)) {
            var answer = ana.post("/agents/desk/contain", Map.of("reason", HOSTILE, "sure", "yes"));
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/incidents/case-0000000009");
            assertThat(ana.get("/incidents/case-0000000009").body()).doesNotContain("<img src=x");
        }
        assertThat(house.contained()).containsExactly("desk");
    }

    @Test
    void without_a_reason_a_yes_or_a_known_agent_nobody_is_contained() {
        assertThat(contain("/agents/desk/contain", Map.of("reason", "odd"))).isEqualTo(400);
        assertThat(contain("/agents/desk/contain", Map.of("sure", "yes"))).isEqualTo(400);
        assertThat(contain("/agents/contain", Map.of("reason", "odd"))).isEqualTo(400);
        assertThat(contain("/agents/nobody/contain", Map.of("reason", "odd", "sure", "yes")))
                .isEqualTo(404);
        assertThat(contain("/agents/%2e%2e/contain", Map.of("reason", "odd", "sure", "yes")))
                .isBetween(400, 404);
        assertThat(house.contained()).isEmpty();
    }

    @Test
    void everything_is_contained_from_the_list() {
        assertThat(page(ANA, "/agents")).contains("action=\"/agents/contain\"");
        assertThat(contain("/agents/contain", Map.of("reason", "fire", "sure", "yes")))
                .isEqualTo(303);
        assertThat(house.contained()).containsExactly("all");
    }
}
