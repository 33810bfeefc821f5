package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.review.ReviewId;
import dev.bailiwick.procedure.review.Reviews;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link Reviews} that forget, and that can be away. */
public final class MemoryReviews implements Reviews {
    private final Map<ReviewId, Review> reviews = new LinkedHashMap<>();
    private boolean away;

    /** From now on, or no longer, nothing can be kept. */
    public synchronized void away(boolean now) {
        away = now;
    }

    @Override
    public synchronized boolean add(Review review) {
        if (away) throw new IllegalStateException("the store is away");
        return reviews.putIfAbsent(review.id(), review) == null;
    }

    @Override
    public synchronized Optional<Review> find(ReviewId id) {
        return Optional.ofNullable(reviews.get(id));
    }

    @Override
    public synchronized boolean replace(Review next) {
        var before = reviews.get(next.id());
        if (before == null || before.revision() != next.revision() - 1) return false;
        reviews.put(next.id(), next);
        return true;
    }

    @Override
    public synchronized List<Review> live(int limit, int offset) {
        return reviews.values().stream()
                .filter(Review::live)
                .sorted(Comparator.comparing(Review::due).thenComparingLong(Review::about))
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Review> list(int limit, int offset) {
        return reviews.values().stream()
                .sorted(Comparator.comparingLong(Review::about).reversed())
                .skip(offset)
                .limit(limit)
                .toList();
    }
}
