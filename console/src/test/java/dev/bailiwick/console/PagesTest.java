package dev.bailiwick.console;

import static dev.bailiwick.console.testing.PlayedHouse.ADA;
import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.CONTACT;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static dev.bailiwick.console.testing.PlayedHouse.SCOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Verdict;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pages on which people look things up, and who may do what there. */
class PagesTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    private static JsonObject mail(String to) {
        return JsonObject.with("to", to).and("body", "Hello <b>there</b>").build();
    }

    private State state(TaskId task) {
        return house.desk().find(task).orElseThrow().state();
    }

    @Test
    void every_denial_shows_its_number_why_what_next_and_whom_to_ask() {
        var verdict = (Verdict.Refused) house.attempt(
                DESK, "upload", JsonObject.with("target", "paste.example").build());
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/timeline/" + verdict.entry()).body())
                    .contains("number " + verdict.entry())
                    .contains("a secret must not leave the house")
                    .contains("secret_leaves")
                    .contains("take the secret out")
                    .contains(CONTACT);
        }
    }

    @Test
    void the_timeline_filters_by_agent_kind_tier_answer_and_text() {
        house.attempt(DESK, "read", JsonObject.with("target", "alpha").build());
        house.attempt(DESK, "upload", JsonObject.with("target", "bravo").build());
        house.attempt(SCOUT, "read", JsonObject.with("target", "charlie").build());
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(lines(ana, "agent=desk")).contains("alpha", "bravo").doesNotContain("charlie");
            assertThat(lines(ana, "answer=refused")).contains("bravo").doesNotContain("alpha");
            assertThat(lines(ana, "tier=1")).contains("alpha", "charlie").doesNotContain("bravo");
            assertThat(lines(ana, "text=CHARLIE")).contains("charlie").doesNotContain("alpha");
            assertThat(lines(ana, "kind=sign-in")).contains("signed-in").doesNotContain("alpha");
            assertThat(ana.get("/timeline?kind=nonsense").statusCode()).isEqualTo(400);
            assertThat(ana.get("/timeline?tier=9").statusCode()).isEqualTo(400);
            assertThat(ana.get("/timeline?before=abc").statusCode()).isEqualTo(400);
        }
    }

    private static String lines(Browsing person, String query) {
        String body = person.get("/timeline?" + query).body();
        return body.substring(body.indexOf("</form>", body.indexOf("role=\"search\"")));
    }

    @Test
    void the_timeline_pages_back_to_the_beginning() {
        for (int i = 0; i < 120; i++)
            house.attempt(DESK, "read", JsonObject.with("target", "t" + i + ".").build());
        try (var ana = Browsing.as(ANA, house)) {
            String first = ana.get("/timeline?kind=decision").body();
            assertThat(first).contains("t119.").doesNotContain("t60.").contains("before=");
            String second = ana.get("/timeline?kind=decision&before=70").body();
            assertThat(second).contains("t69.").contains("t20.");
            assertThat(ana.get("/timeline?kind=decision&before=20").body()).contains("t0.");
        }
    }

    @Test
    void it_gives_an_unknown_tool_its_tier_and_nobody_else() {
        house.attempt(DESK, "frobnicate", JsonObject.with("target", "x").build());
        house.worklist().met(unknown());
        var digest = house.tools().list(1, 0).getFirst().digest();
        try (var ana = Browsing.as(ANA, house);
                var cleo = Browsing.as(CLEO, house)) {
            assertThat(ana.get("/tools").body()).contains("frobnicate", "Only IT puts tools into a tier");
            var confirm = Map.of("tier", "2", "reason", "writes a note inside");
            assertThat(ana.post("/tools/" + digest + "/confirm", confirm).statusCode())
                    .isEqualTo(403);
            assertThat(cleo.post("/tools/" + digest + "/confirm", Map.of("tier", "7", "reason", "x"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(cleo.post("/tools/" + digest + "/confirm", confirm).statusCode())
                    .isEqualTo(303);
            assertThat(house.currentFacts().now().confirmed()).hasSize(1);
            assertThat(cleo.post("/tools/zz/confirm", confirm).statusCode()).isEqualTo(404);
        }
    }

    private static dev.bailiwick.core.decision.Attempt unknown() {
        return new dev.bailiwick.core.decision.Attempt(
                DESK,
                new dev.bailiwick.core.value.SessionId("s"),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                "frobnicate",
                JsonObject.with("target", "x").build(),
                dev.bailiwick.core.decision.Origin.UNKNOWN,
                java.util.Optional.empty());
    }

    @Test
    void tickets_are_opened_closed_and_cancelled_and_bad_plans_are_refused() {
        try (var ana = Browsing.as(ANA, house)) {
            String ticket = ana.openTicket(house);
            assertThat(ana.get("/tickets").body()).contains(ticket, "Restart the proxy", "open, inside its window");
            ana.post("/tickets/" + ticket + "/close", Map.of());
            assertThat(ana.get("/tickets").body()).contains("closed");
            assertThat(ana.post("/tickets/" + ticket + "/cancel", Map.of()).statusCode())
                    .isEqualTo(409);
            var backwards = Map.of(
                    "title",
                    "x",
                    "agent",
                    "desk",
                    "system",
                    "y",
                    "from",
                    "2026-01-02T00:00",
                    "until",
                    "2026-01-01T00:00");
            assertThat(ana.post("/tickets", backwards).statusCode()).isEqualTo(409);
            assertThat(ana.post("/tickets", Map.of("title", "x")).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void the_people_page_says_who_may_decide() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/people").body()).contains("Ana Alvarez", "(you)", "Security", "not active", CONTACT);
        }
    }

    @Test
    void whoever_acts_stands_in_the_log() {
        try (var ana = Browsing.as(ANA, house)) {
            ana.post("/agents/desk/freeze", Map.of("reason", "odd"));
        }
        assertThat(house.log().entries())
                .filteredOn(entry -> entry.kind() == Event.Kind.FREEZE)
                .extracting(entry -> entry.actor())
                .containsExactly("person:ana");
    }

    @Test
    void an_auditor_reads_everything_and_changes_nothing() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var ada = Browsing.as(ADA, house)) {
            assertThat(ada.get("/approvals/" + task).body())
                    .contains("customer@example.net")
                    .doesNotContain("value=\"approve\"", "value=\"deny\"");
            for (var decision : new String[] {"approve", "deny"}) {
                var answer = ada.post("/approvals/" + task + "/decide", Map.of("decision", decision, "reason", "no"));
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body()).contains("you are Auditor, who may not deny, withdraw, freeze and stop");
            }
            assertThat(ada.post("/agents/freeze", Map.of("reason", "look")).statusCode())
                    .isEqualTo(403);
            assertThat(state(task)).isEqualTo(State.PENDING);
            assertThat(ada.post("/sign-out", Map.of()).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void a_person_whose_time_is_over_is_signed_in_no_longer() {
        try (var ada = Browsing.as(ADA, house)) {
            assertThat(ada.get("/people").body())
                    .contains("What a role may do", "Never one person", "Auditor until", "Platform administrator");
            house.clock().advance(Duration.ofDays(21));
            assertThat(ada.get("/people").statusCode()).isNotEqualTo(200);
        }
    }
}
