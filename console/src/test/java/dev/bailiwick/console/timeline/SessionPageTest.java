package dev.bailiwick.console.timeline;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static dev.bailiwick.console.testing.PlayedHouse.SCOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionPageTest {
    private static final String REPLAY = "/agents/desk/session?session=agent:desk:main";

    private final PlayedHouse house = new PlayedHouse();

    @BeforeEach
    void play() {
        house.attempt(DESK, "read", JsonObject.with("target", "wiki/refunds.md").build());
        house.attempt(SCOUT, "read", JsonObject.with("target", "orders/17.json").build());
        house.attempt(
                DESK, "message", JsonObject.with("to", "<b>x</b>@example.net").build());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_session_is_replayed_oldest_first_and_alone() {
        try (var ana = Browsing.as(ANA, house)) {
            String page = ana.get(REPLAY).body();
            assertThat(page.indexOf("wiki/refunds.md")).isPositive().isLessThan(page.indexOf("&lt;b&gt;x&lt;/b&gt;"));
            assertThat(page).contains("+0.0 s").doesNotContain("orders/17.json", "<b>x</b>");
        }
    }

    @Test
    void an_entry_leads_to_its_place_in_the_session() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/timeline/0").body())
                    .contains("href=\"/agents/desk/session?session=agent%3Adesk%3Amain#e0\"");
        }
    }

    @Test
    void a_session_nobody_knows_says_how_far_back_was_looked() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/agents/desk/session?session=other").body())
                    .contains("Nothing here.", "back to entry 0");
        }
    }

    @Test
    void the_timeline_is_filtered_by_session_tool_and_person() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/timeline?session=agent:scout:main").body())
                    .contains("orders/17.json")
                    .doesNotContain("wiki/refunds.md");
            assertThat(ana.get("/timeline?tool=read").body())
                    .contains("orders/17.json", "wiki/refunds.md")
                    .doesNotContain("@example.net");
            assertThat(ana.get("/timeline?person=ana").body())
                    .contains("sign-in")
                    .doesNotContain("orders/17.json");
        }
    }
}
