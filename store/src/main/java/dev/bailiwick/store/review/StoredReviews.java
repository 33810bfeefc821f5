package dev.bailiwick.store.review;

import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.review.ReviewId;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.review.Reviews;
import dev.bailiwick.store.Database;
import java.util.List;
import java.util.Optional;

/** Reviews in the database. */
public final class StoredReviews implements Reviews {
    private final Database database;

    public StoredReviews(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(Review review) {
        return database.write(handle -> handle.createUpdate("INSERT INTO review (id, about, due, live, revision, body)"
                                + " VALUES (:id, :about, :due, :live, :revision, :body) ON CONFLICT (id) DO NOTHING")
                        .bind("id", review.id().value())
                        .bind("about", review.about())
                        .bind("due", review.due().toEpochMilli())
                        .bind("live", review.live())
                        .bind("revision", review.revision())
                        .bind("body", review.json().text())
                        .execute()
                == 1);
    }

    @Override
    public Optional<Review> find(ReviewId id) {
        return database.read(handle -> handle.createQuery("SELECT body FROM review WHERE id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne()
                .map(StoredReviews::review));
    }

    @Override
    public boolean replace(Review next) {
        return database.write(
                handle -> handle.createUpdate("UPDATE review SET live = :live, revision = :revision, body = :body"
                                        + " WHERE id = :id AND revision = :before")
                                .bind("live", next.live())
                                .bind("revision", next.revision())
                                .bind("body", next.json().text())
                                .bind("id", next.id().value())
                                .bind("before", next.revision() - 1)
                                .execute()
                        == 1);
    }

    @Override
    public List<Review> live(int limit, int offset) {
        return page(
                "SELECT body FROM review WHERE live ORDER BY due, about LIMIT :limit OFFSET :offset", limit, offset);
    }

    @Override
    public List<Review> list(int limit, int offset) {
        return page("SELECT body FROM review ORDER BY about DESC LIMIT :limit OFFSET :offset", limit, offset);
    }

    private List<Review> page(String query, int limit, int offset) {
        return database.read(handle ->
                handle
                        .createQuery(query)
                        .bind("limit", limit)
                        .bind("offset", offset)
                        .mapTo(String.class)
                        .list()
                        .stream()
                        .map(StoredReviews::review)
                        .toList());
    }

    private static Review review(String body) {
        return Review.of(Json.parseObject(body));
    }
}
