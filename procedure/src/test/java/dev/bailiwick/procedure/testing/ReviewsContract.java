package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.ANA;
import static dev.bailiwick.procedure.testing.Specimens.MORNING;
import static dev.bailiwick.procedure.testing.Specimens.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.review.ReviewId;
import dev.bailiwick.core.review.Said;
import dev.bailiwick.procedure.review.Reviews;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Reviews} must do. */
public abstract class ReviewsContract {
    private static final Said OK = new Said(ANA, true, "as approved", MORNING);
    private static final Said NOT_OK = new Said(ANA, false, "another page", MORNING);

    /** The same, empty at first, for one test. */
    protected abstract Reviews reviews();

    @Test
    void a_review_is_kept_as_it_is() {
        var reviews = reviews();
        assertThat(reviews.add(review(7))).isTrue();
        assertThat(reviews.find(review(7).id())).contains(review(7));
        assertThat(reviews.find(ReviewId.about(8))).isEmpty();
    }

    @Test
    void of_fifty_that_open_one_for_the_same_entry_one_does() {
        var reviews = reviews();
        Callable<Boolean> opening = () -> reviews.add(review(7));
        assertThat(Race.of(Collections.nCopies(50, opening))).containsOnlyOnce(true);
    }

    @Test
    void of_fifty_findings_at_once_one_counts() {
        var reviews = reviews();
        reviews.add(review(7));
        var findings = IntStream.range(0, 50)
                .<Callable<Boolean>>mapToObj(i ->
                        () -> reviews.replace(review(7).closed(i % 2 == 0 ? OK : NOT_OK)))
                .toList();
        assertThat(Race.of(findings)).containsOnlyOnce(true);
    }

    @Test
    void what_is_live_comes_by_its_date_and_goes_when_it_is_done_with() {
        var reviews = reviews();
        for (int i : new int[] {3, 1, 2}) reviews.add(review(i));
        assertThat(reviews.live(10, 0)).containsExactly(review(1), review(2), review(3));
        assertThat(reviews.live(1, 1)).containsExactly(review(2));
        reviews.replace(review(1).closed(OK));
        reviews.replace(review(2).closed(NOT_OK));
        assertThat(reviews.live(10, 0)).containsExactly(review(2).closed(NOT_OK), review(3));
        reviews.replace(review(2).closed(NOT_OK).settled(OK));
        assertThat(reviews.live(10, 0)).containsExactly(review(3));
    }

    @Test
    void lists_are_newest_first_in_pages_whatever_became_of_them() {
        var reviews = reviews();
        for (int i = 1; i <= 5; i++) reviews.add(review(i));
        reviews.replace(review(4).closed(OK));
        assertThat(reviews.list(2, 1)).containsExactly(review(4).closed(OK), review(3));
    }
}
