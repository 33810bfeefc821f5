package dev.bailiwick.console.discovery;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.register.discovery.Sighting;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryPagesTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void while_nothing_was_seen_the_page_says_what_is_looked_at() {
        assertThat(page()).contains("Nothing unregistered was seen", "Only this machine");
    }

    @Test
    void what_was_seen_is_shown_and_its_words_are_only_text() {
        house.seeing(new Sighting(Sighting.Kind.LISTENER, "<script>OpenClaw", "held by <b>me</b>"));
        assertThat(page())
                .contains("&lt;script&gt;OpenClaw", "held by &lt;b&gt;me", "1 seen within a day")
                .doesNotContain("<b>me");
        house.clock().advance(Duration.ofDays(2));
        assertThat(page()).doesNotContain("within a day").contains("state quiet");
    }

    private String page() {
        try (var ana = Browsing.as(ANA, house)) {
            return ana.get("/discovery").body();
        }
    }
}
