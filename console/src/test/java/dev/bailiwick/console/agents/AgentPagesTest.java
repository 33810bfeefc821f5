package dev.bailiwick.console.agents;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.BEN;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static dev.bailiwick.console.testing.PlayedHouse.DORA;
import static dev.bailiwick.console.testing.PlayedHouse.SCOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The agents: what holds them, and the levers. */
class AgentPagesTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    private static JsonObject mail(String to) {
        return JsonObject.with("to", to).and("body", "Hello <b>there</b>").build();
    }

    @Test
    void the_agents_page_says_who_is_not_protected_and_why() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/agents").body())
                    .contains("Not protected: nothing is stopped while this agent is only observed.")
                    .contains("share the account bailiwick")
                    .contains("no heartbeat yet");
            house.beat(DESK);
            assertThat(ana.get("/agents/desk").body()).contains("enforcement alive");
            house.clock().advance(Duration.ofSeconds(5));
            assertThat(ana.get("/agents/desk").body()).contains("heartbeat lost");
        }
    }

    @Test
    void observed_calls_are_counted_as_what_they_would_have_been() {
        house.attempt(SCOUT, "read", JsonObject.EMPTY);
        house.attempt(SCOUT, "message", mail("x@example.net"));
        house.attempt(SCOUT, "upload", JsonObject.EMPTY);
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/agents/scout").body())
                    .contains("3 calls: 1 pass, 1 would ask, 1 would be refused")
                    .contains("would have been refused");
        }
    }

    @Test
    void an_agents_page_says_how_much_of_its_limits_is_used() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/agents/scout").body()).contains("calls in a minute</dt><dd>0 of 600");
            for (int i = 0; i < 2; i++) house.attempt(SCOUT, "read", JsonObject.EMPTY);
            assertThat(ana.get("/agents/scout").body()).contains("2 of 600").doesNotContain("used up");
            for (int i = 0; i < 599; i++) house.attempt(SCOUT, "read", JsonObject.EMPTY);
            assertThat(ana.get("/agents/scout/state").body()).contains("601 of 600 <b>used up</b>, free again from");
        }
    }

    @Test
    void freezing_needs_a_reason_and_holds_at_once_and_lifting_needs_a_yes() {
        try (var ana = Browsing.as(ANA, house);
                var ben = Browsing.as(BEN, house)) {
            assertThat(ana.post("/agents/desk/freeze", Map.of()).statusCode()).isEqualTo(400);
            assertThat(ana.post("/agents/desk/freeze", Map.of("reason", "odd mail"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(house.currentFacts().now().freezes().of(DESK)).isPresent();
            assertThat(ana.get("/agents/desk").body()).contains("odd mail");
            assertThat(ana.post("/agents/desk/lift", Map.of("reason", "fine")).statusCode())
                    .isEqualTo(400);
            ana.post("/agents/desk/lift", Map.of("reason", "fine", "sure", "yes"));
            assertThat(house.currentFacts().now().freezes().of(DESK))
                    .as("lifting opens: business does not")
                    .isPresent();
            ben.post("/agents/desk/lift", Map.of("reason", "fine", "sure", "yes"));
            assertThat(house.currentFacts().now().freezes().of(DESK)).isEmpty();
        }
    }

    @Test
    void freezing_everything_shows_on_every_page() {
        try (var ana = Browsing.as(ANA, house)) {
            ana.post("/agents/freeze", Map.of("reason", "incident 7"));
            assertThat(ana.get("/timeline").body()).contains("Everything is frozen.", "incident 7");
            assertThat(ana.post("/agents/desk/lift", Map.of("reason", "x", "sure", "yes"))
                            .statusCode())
                    .isEqualTo(500);
        }
    }

    @Test
    void stopping_needs_a_yes_freezes_and_kills() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.post("/agents/desk/stop", Map.of("reason", "now")).statusCode())
                    .isEqualTo(400);
            assertThat(house.killed()).isEmpty();
            assertThat(ana.post("/agents/desk/stop", Map.of("reason", "now", "sure", "yes"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(house.killed()).containsExactly(DESK);
            assertThat(house.currentFacts().now().freezes().of(DESK)).isPresent();
        }
    }

    @Test
    void a_step_is_refused_with_its_reason_and_set_by_who_may() {
        try (var dora = Browsing.as(DORA, house);
                var cleo = Browsing.as(CLEO, house)) {
            var refused = dora.post("/agents/scout/step", Map.of("step", "pilot", "reason", "go"));
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("operator, Security or IT may do this");
            var shared = cleo.post("/agents/scout/step", Map.of("step", "production", "reason", "go"));
            assertThat(shared.body()).contains("share the account");
            cleo.post("/agents/scout/step", Map.of("step", "pilot", "reason", "observed long enough"));
            assertThat(house.currentFacts().now().agent(SCOUT).orElseThrow().step())
                    .isEqualTo(Step.PILOT);
            assertThat(cleo.post("/agents/scout/step", Map.of("step", "heaven", "reason", "go"))
                            .statusCode())
                    .isEqualTo(400);
        }
    }
}
