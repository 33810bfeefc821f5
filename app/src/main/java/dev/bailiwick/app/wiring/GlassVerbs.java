package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.approval.GlassDesk;
import java.time.Duration;
import java.util.Optional;

/** {@code approvals.break-glass} and {@code approvals.broken}. */
final class GlassVerbs implements Verbs {
    private final GlassDesk desk;

    GlassVerbs(GlassDesk desk) {
        this.desk = desk;
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        return switch (request.string("verb").orElse("")) {
            case "approvals.break-glass" -> Optional.of(breakGlass(actor, Fields.of(request)));
            case "approvals.broken" -> Optional.of(broken(Fields.of(request)));
            default -> Optional.empty();
        };
    }

    private JsonObject breakGlass(Actor.Human actor, Fields fields) {
        fields.text("verb");
        var plan = new GlassDesk.Plan(
                fields.parsed("agent", AgentId::new),
                fields.parsed("ticket", TicketId::new),
                Duration.ofMinutes(fields.number("minutes")),
                fields.text("reason"));
        fields.end();
        return switch (desk.breakGlass(actor, plan)) {
            case GlassDesk.Answer.Broken(var glass) -> glass.json();
            case GlassDesk.Answer.NotBroken(var why) -> throw new Refusal(4, why);
        };
    }

    private JsonObject broken(Fields fields) {
        fields.text("verb");
        fields.end();
        var all = desk.list().stream().<JsonValue>map(glass -> glass.json()).toList();
        return JsonObject.with("broken", new JsonArray(all)).build();
    }
}
