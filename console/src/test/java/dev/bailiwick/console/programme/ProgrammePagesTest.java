package dev.bailiwick.console.programme;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.value.PersonId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgrammePagesTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    private String page(PersonId person) {
        try (var visitor = Browsing.as(person, house)) {
            return visitor.get("/programme").body();
        }
    }

    @Test
    void a_fresh_house_owes_nothing_yet_and_ninety_five_days_later_it_does() {
        assertThat(page(ANA)).contains("Nothing is overdue.", "backup-test", "never");
        house.clock().advance(Duration.ofDays(95));
        assertThat(page(ANA)).contains("overdue 5 d", "refuse tier 4", "Ben");
        house.clock().advance(Duration.ofDays(14));
        assertThat(page(ANA)).contains("escalated");
    }

    @Test
    void whose_duty_it_is_says_that_it_was_done_and_nobody_else_has_a_button() {
        assertThat(page(ANA)).contains("Nothing is overdue.");
        house.clock().advance(Duration.ofDays(95));
        assertThat(page(ANA)).doesNotContain("value=\"backup-test\"");
        try (var ben = Browsing.as(BEN, house)) {
            assertThat(ben.get("/programme").body()).contains("value=\"backup-test\"");
            var refused = ben.post("/programme/done", Map.of("duty", "backup-test", "note", " "));
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(ben.post("/programme/done", Map.of("duty", "backup-test", "note", "restored <b>twice</b>"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(ben.get("/programme").body()).contains("in 89 d").doesNotContain("<b>twice");
        }
    }
}
