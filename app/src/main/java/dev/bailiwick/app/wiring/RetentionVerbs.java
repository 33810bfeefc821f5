package dev.bailiwick.app.wiring;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.incident.Cases;
import dev.bailiwick.procedure.retention.Hold;
import dev.bailiwick.procedure.retention.KeepingDesk;
import dev.bailiwick.procedure.retention.RetentionDesk;
import dev.bailiwick.procedure.search.Criteria;
import java.time.Duration;
import java.util.Optional;

/** {@code audit.prune} and what holds it back. */
final class RetentionVerbs implements Verbs {
    /** What led to a case came before it. */
    private static final Duration BEFORE = Duration.ofDays(30);

    private final RetentionDesk desk;
    private final Cases cases;
    private final KeepingDesk keeping;

    RetentionVerbs(RetentionDesk desk, Cases cases, KeepingDesk keeping) {
        this.desk = desk;
        this.cases = cases;
        this.keeping = keeping;
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        return switch (request.string("verb").orElse("")) {
            case "audit.prune" -> Optional.of(prune(actor, request));
            case "audit.hold" -> Optional.of(hold(actor, request));
            case "audit.lift" -> Optional.of(lift(actor, request));
            case "audit.keeping" -> Optional.of(keeping());
            case "audit.agree" -> Optional.of(agree(actor, request));
            case "audit.holds" -> Optional.of(holds());
            default -> Optional.empty();
        };
    }

    private JsonObject keeping() {
        return JsonObject.with("inForce", keeping.inForce().json())
                .and("stated", keeping.stated().json())
                .and("waits", keeping.waits())
                .build();
    }

    private JsonObject agree(Actor.Human actor, JsonObject request) {
        var fields = fields(request);
        String reason = fields.text("reason");
        fields.end();
        keeping.agree(actor, reason).ifPresent(why -> {
            throw new Refusal(4, why);
        });
        return keeping();
    }

    private JsonObject prune(Actor.Human actor, JsonObject request) {
        var fields = fields(request);
        boolean rehearsal = fields.flag("rehearsal");
        fields.end();
        return rehearsal
                ? JsonObject.with("wouldRemove", desk.rehearse().json()).build()
                : JsonObject.with("removed", done(desk.prune(actor)).json()).build();
    }

    private JsonObject hold(Actor.Human actor, JsonObject request) {
        var fields = fields(request);
        String reason = fields.text("reason");
        var about = fields.optionallyParsed("case", CaseId::new);
        var wanted = Criteria.of(fields);
        fields.end();
        var covered = about.map(id -> of(found(id), wanted)).orElse(wanted);
        return done(desk.hold(actor, reason, about.map(CaseId::value), covered)).json();
    }

    private Incident found(CaseId id) {
        return cases.find(id).orElseThrow(() -> new Refusal(1, "there is no case " + id));
    }

    private static Criteria of(Incident incident, Criteria wanted) {
        if (!wanted.equals(Criteria.all())) throw new Refusal(2, "a hold is for a case or for what is searched for");
        var json = JsonObject.with("from", incident.opened().minus(BEFORE).toString());
        incident.agent().ifPresent(agent -> json.and("agent", agent.value()));
        return Criteria.of(Fields.of(json.build()));
    }

    private JsonObject lift(Actor.Human actor, JsonObject request) {
        var fields = fields(request);
        String hold = fields.text("hold");
        String reason = fields.text("reason");
        fields.end();
        boolean lifted = done(desk.lift(actor, hold, reason));
        return JsonObject.with("hold", hold)
                .and("lifted", lifted)
                .and("next", lifted ? "what it covered goes with the next pruning" : "somebody else has to agree")
                .build();
    }

    private JsonObject holds() {
        var standing = desk.holds().stream().<JsonValue>map(Hold::json).toList();
        return JsonObject.with("holds", new JsonArray(standing)).build();
    }

    private static Fields fields(JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        return fields;
    }

    private static <T> T done(RetentionDesk.Answer<T> answer) {
        return switch (answer) {
            case RetentionDesk.Answer.Done<T>(var value) -> value;
            case RetentionDesk.Answer.Refused<T>(var why) -> throw new Refusal(4, why);
        };
    }
}
