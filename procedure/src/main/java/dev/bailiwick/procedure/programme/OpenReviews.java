package dev.bailiwick.procedure.programme;

import dev.bailiwick.core.programme.Duty;
import dev.bailiwick.core.programme.Programme;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.review.ReviewDesk;
import java.util.Optional;
import java.util.stream.Stream;

/** Reviews that nobody has done: each has a date and an owner of its own. */
public record OpenReviews(ReviewDesk desk) implements ProgrammeDesk.Source {
    @Override
    public Stream<Duty> duties(Programme programme) {
        return desk.waiting().stream().filter(Review::open).flatMap(review -> duty(programme, review).stream());
    }

    private static Optional<Duty> duty(Programme programme, Review review) {
        return programme
                .find(Fields.spelling(review.kind()) + "-review")
                .map(what -> new Duty(
                        what,
                        review.id().value(),
                        Optional.of(review.agent()),
                        Optional.empty(),
                        review.due(),
                        review.owner()));
    }
}
