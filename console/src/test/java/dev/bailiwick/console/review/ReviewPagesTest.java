package dev.bailiwick.console.review;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.BEN;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.review.ReviewDesk;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewPagesTest {
    private final PlayedHouse house = new PlayedHouse();

    @BeforeEach
    void open() {
        house.reviews()
                .open(
                        new ReviewDesk.Cause(
                                Review.Kind.EXECUTION, DESK, 7, Optional.empty(), Set.of(ANA), Duration.ofDays(3)),
                        house.clock().instant());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private String page(PersonId person, String path) {
        try (var somebody = Browsing.as(person, house)) {
            return somebody.get(path).body();
        }
    }

    @Test
    void what_waits_says_whose_duty_it_is_and_what_happens_otherwise() {
        assertThat(page(CLEO, "/reviews")).contains("review-7", "owner cleo", "tier 4 action is refused", ">waits<");
        house.clock().advance(Duration.ofDays(4));
        assertThat(page(CLEO, "/reviews")).contains(">overdue<");
    }

    @Test
    void whoever_approved_or_runs_the_agent_reads_why_they_cannot_close_it_and_cannot() {
        for (var person : Set.of(ANA, BEN)) {
            assertThat(page(person, "/reviews/review-7")).contains("a third person must review it");
            try (var somebody = Browsing.as(person, house)) {
                assertThat(somebody.post("/reviews/review-7/ok", Map.of()).statusCode())
                        .isEqualTo(409);
            }
        }
    }

    @Test
    void not_ok_needs_a_reason_and_ok_closes_it() {
        try (var cleo = Browsing.as(CLEO, house)) {
            assertThat(cleo.post("/reviews/review-7/not-ok", Map.of()).statusCode())
                    .isEqualTo(409);
            cleo.post("/reviews/review-7/ok", Map.of());
        }
        assertThat(page(CLEO, "/reviews")).contains("Nothing waits to be looked at");
    }

    @Test
    void a_review_that_is_not_there_has_no_page() {
        try (var cleo = Browsing.as(CLEO, house)) {
            assertThat(cleo.get("/reviews/review-8").statusCode()).isEqualTo(404);
            assertThat(cleo.get("/reviews/nonsense").statusCode()).isEqualTo(404);
        }
    }
}
