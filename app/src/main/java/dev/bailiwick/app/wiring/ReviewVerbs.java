package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.review.ReviewId;
import dev.bailiwick.core.review.Sample;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.review.Duties;
import dev.bailiwick.procedure.review.ReviewDesk;
import dev.bailiwick.procedure.review.Seen;
import java.time.InstantSource;
import java.util.Optional;

/** {@code reviews.…}: what people look at afterwards. */
final class ReviewVerbs implements Verbs {
    private static final int PAGE = 100;

    private final ReviewDesk desk;
    private final Duties duties;
    private final AuditLog log;
    private final InstantSource clock;

    ReviewVerbs(ReviewDesk desk, Duties duties, AuditLog log, InstantSource clock) {
        this.desk = desk;
        this.duties = duties;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        return switch (request.string("verb").orElse("")) {
            case "reviews.list" -> Optional.of(list(actor, request));
            case "reviews.show" -> Optional.of(show(actor, request));
            case "reviews.close" -> Optional.of(close(actor, request));
            default -> Optional.empty();
        };
    }

    private JsonObject list(Actor.Human actor, JsonObject request) {
        var fields = fields(request);
        boolean all = fields.optionalFlag("all").orElse(false);
        int page = Math.clamp(fields.optionalNumber("page").orElse(0L), 0, 10_000);
        fields.end();
        var found = all
                ? desk.list(PAGE, page * PAGE)
                : desk.waiting().stream().skip((long) page * PAGE).limit(PAGE).toList();
        var lines = found.stream().<JsonValue>map(review -> json(review, actor)).toList();
        return JsonObject.with("reviews", new JsonArray(lines))
                .and("sample", duties.sample().map(Sample::json))
                .build();
    }

    private JsonObject show(Actor.Human actor, JsonObject request) {
        var fields = fields(request);
        var review = found(fields.parsed("id", ReviewId::new));
        fields.end();
        var seen = Seen.of(review, log);
        return json(review, actor)
                .plus("comparison", seen.<JsonValue>map(ReviewVerbs::json).orElse(JsonObject.EMPTY));
    }

    private static JsonObject json(Seen seen) {
        return JsonObject.with("approved", seen.comparison().approved())
                .and("done", seen.comparison().done())
                .and("differences", JsonArray.ofStrings(seen.comparison().differences()))
                .build();
    }

    private JsonObject close(Actor.Human actor, JsonObject request) {
        var fields = fields(request);
        var id = fields.parsed("id", ReviewId::new);
        boolean ok = fields.flag("ok");
        String reason = fields.text("reason");
        fields.end();
        found(id);
        desk.close(id, actor, ok, reason).ifPresent(why -> {
            throw new Refusal(4, why);
        });
        return json(found(id), actor);
    }

    private static Fields fields(JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        return fields;
    }

    private Review found(ReviewId id) {
        return desk.find(id).orElseThrow(() -> new Refusal(1, "there is no " + id));
    }

    private JsonObject json(Review review, Actor.Human actor) {
        return JsonObject.with("review", review.json())
                .and("holds", review.holds(clock.instant()))
                .and("lapse", review.kind().lapse())
                .and("obstacle", desk.obstacle(review, actor).map(JsonString::new))
                .build();
    }
}
