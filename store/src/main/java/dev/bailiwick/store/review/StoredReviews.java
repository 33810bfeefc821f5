package dev.bailiwick.store.review;

import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.review.ReviewId;
import dev.bailiwick.procedure.review.Reviews;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.RecordTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reviews in the database. */
public final class StoredReviews implements Reviews {
    private final RecordTable<Review> table;

    public StoredReviews(Database database) {
        this.table = new RecordTable<>(database, "review", Review::of);
    }

    @Override
    public boolean add(Review review) {
        return table.add(Map.of(
                "id", review.id().value(),
                "about", review.about(),
                "due", review.due().toEpochMilli(),
                "live", review.live(),
                "revision", review.revision(),
                "body", review.json().text()));
    }

    @Override
    public Optional<Review> find(ReviewId id) {
        return table.find(id.value());
    }

    @Override
    public boolean replace(Review next) {
        var columns = Map.of("live", next.live(), "body", next.json().text());
        return table.replace(next.id().value(), next.revision(), columns);
    }

    @Override
    public List<Review> live(int limit, int offset) {
        return table.page("WHERE live ORDER BY due, about", limit, offset);
    }

    @Override
    public List<Review> list(int limit, int offset) {
        return table.page("ORDER BY about DESC", limit, offset);
    }
}
