package dev.bailiwick.console.review;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Arguments;
import dev.bailiwick.console.text.Shown;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.review.Comparison;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.review.ReviewId;
import dev.bailiwick.core.review.Said;
import dev.bailiwick.core.review.Sample;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.review.ReviewDesk;
import dev.bailiwick.procedure.review.Seen;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What waits to be looked at, and looking at one. */
public final class ReviewPages implements Pages {
    private static final int MOST = 200;

    /** Where reviews are done, and how writes are drawn now. */
    public record Room(ReviewDesk desk, Supplier<Optional<Sample>> sample) {}

    /** One review in the list. */
    public record Line(
            String id, String what, String agent, String owner, String due, String state, String tone, String lapse) {}

    /** The list. */
    public record Queue(List<Line> lines, Optional<Sample> sample) {
        public Queue {
            lines = List.copyOf(lines);
        }
    }

    /** One side of the comparison. */
    public record Side(Shown tool, Arguments arguments) {}

    /** What somebody said of it. */
    public record Word(String person, String found, Shown reason, String at) {}

    /** One review. */
    public record View(
            Line line,
            long about,
            Optional<String> task,
            Optional<Side> approved,
            Optional<Side> done,
            Optional<Shown> result,
            List<Shown> differences,
            List<Word> words,
            boolean open,
            boolean live,
            Optional<String> obstacle,
            Optional<String> notice) {
        public View {
            differences = List.copyOf(differences);
            words = List.copyOf(words);
        }
    }

    private final Room room;
    private final AuditLog log;
    private final InstantSource clock;

    public ReviewPages(Room room, AuditLog log, InstantSource clock) {
        this.room = room;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/reviews", _ -> queue())
                .get("/reviews/{id}", visit -> with(visit, review -> page(visit, review, 200, Optional.empty())))
                .post("/reviews/{id}/ok", visit -> with(visit, review -> close(visit, review, true)))
                .post("/reviews/{id}/not-ok", visit -> with(visit, review -> close(visit, review, false)));
    }

    private Answer queue() {
        var now = clock.instant();
        var lines = room.desk().waiting().stream()
                .limit(MOST)
                .map(review -> line(review, now))
                .toList();
        return new Answer.Page(
                200, "Reviews", "reviews.jte", new Queue(lines, room.sample().get()));
    }

    private Answer with(Visit visit, Function<Review, Answer> then) {
        return visit.part("id", ReviewId::new)
                .flatMap(room.desk()::find)
                .map(then)
                .orElseGet(() -> Answer.notFound("review"));
    }

    private Answer close(Visit visit, Review review, boolean ok) {
        var reason = visit.form().text("reason").map(_ -> visit.form().reason()).orElse("");
        return room.desk()
                .close(review.id(), visit.actor(), ok, reason)
                .map(why -> page(visit, room.desk().find(review.id()).orElse(review), 409, Optional.of(why)))
                .orElseGet(() -> new Answer.Go("/reviews/" + review.id()));
    }

    private Answer page(Visit visit, Review review, int status, Optional<String> notice) {
        var comparison = Seen.of(review, log).map(Seen::comparison);
        var view = new View(
                line(review, clock.instant()),
                review.about(),
                review.task().map(Object::toString),
                comparison.map(each -> side(each.approved())),
                comparison.flatMap(Comparison::done).map(ReviewPages::side),
                comparison
                        .flatMap(Comparison::done)
                        .flatMap(done -> done.string("result"))
                        .map(Shown::block),
                comparison.map(Comparison::differences).orElse(List.of("the log has no such entry")).stream()
                        .map(Shown::line)
                        .toList(),
                java.util.stream.Stream.concat(review.said().stream(), review.settled().stream())
                        .map(said -> word(review, said))
                        .toList(),
                review.open(),
                review.live(),
                room.desk().obstacle(review, visit.actor()),
                notice);
        return new Answer.Page(status, "Review", "review.jte", view);
    }

    private static Side side(JsonObject action) {
        return new Side(
                Shown.line(action.string("tool").orElse("")),
                Arguments.of(action.object("arguments").orElse(JsonObject.EMPTY)));
    }

    private static Word word(Review review, Said said) {
        boolean settling = review.settled().equals(Optional.of(said));
        String found = settling ? "settled" : said.ok() ? "ok" : "not ok";
        return new Word(said.person().value(), found, Shown.block(said.reason()), Spoken.time(said.at()));
    }

    private static Line line(Review review, Instant now) {
        return new Line(
                review.id().value(),
                review.kind().words(),
                review.agent().value(),
                review.owner().map(Object::toString).orElse("nobody"),
                Spoken.time(review.due()),
                state(review, now),
                tone(review, now),
                review.kind().lapse());
    }

    private static String state(Review review, Instant now) {
        if (review.overdue(now)) return "overdue";
        if (review.open()) return "waits";
        if (review.live()) return "not ok, not settled";
        return review.settled().isPresent() ? "settled" : "ok";
    }

    private static String tone(Review review, Instant now) {
        if (review.holds(now)) return "bad";
        return review.live() ? "wait" : "good";
    }
}
