package dev.bailiwick.procedure.review;

import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.review.ReviewId;
import java.util.List;
import java.util.Optional;

/** Where reviews are kept. Every method is one transaction, durable when it returns. */
public interface Reviews {
    /** Keeps a new review; false when there is one of its name already. */
    boolean add(Review review);

    Optional<Review> find(ReviewId id);

    /** Replaces a review if it still has the revision before this one; false when somebody was faster. */
    boolean replace(Review next);

    /** Those that may still hold somebody back, what is due first first. */
    List<Review> live(int limit, int offset);

    /** All of them, newest first. */
    List<Review> list(int limit, int offset);
}
