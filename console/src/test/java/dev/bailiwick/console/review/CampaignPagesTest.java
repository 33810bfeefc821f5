package dev.bailiwick.console.review;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.BEN;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.people.Actor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CampaignPagesTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void before_the_first_campaign_the_page_says_when_it_comes() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/campaigns").body()).contains("No campaign has opened yet.");
        }
    }

    @Test
    void a_grant_is_answered_by_somebody_who_does_not_run_its_agent() {
        assertThat(house.campaigns().open(new Actor.Human(CLEO, Actor.Channel.CONSOLE)))
                .isEmpty();
        try (var ben = Browsing.as(BEN, house)) {
            assertThat(ben.get("/campaigns").body())
                    .contains("agent/desk", "You run this agent")
                    .doesNotContain("/campaigns/answer");
        }
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/campaigns").body()).contains("never", "1 of 1");
            var curt = Map.of("grant", "agent/desk", "answer", "keep", "reason", "ok");
            assertThat(ana.post("/campaigns/answer", curt).body()).contains("still needed for");
            var kept = Map.of("grant", "agent/desk", "answer", "keep", "reason", "it answers <b>customers</b>");
            assertThat(ana.post("/campaigns/answer", kept).statusCode()).isEqualTo(303);
            assertThat(ana.get("/campaigns").body())
                    .contains(">kept<", "&lt;b&gt;")
                    .doesNotContain("<b>customers");
        }
    }
}
