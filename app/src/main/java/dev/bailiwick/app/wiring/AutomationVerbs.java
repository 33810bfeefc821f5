package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.automation.AutomationId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.register.AutomationDesk;
import java.time.InstantSource;
import java.util.Optional;

/** {@code automations.…}: what agents do by themselves. */
final class AutomationVerbs implements Verbs {
    private final AutomationDesk desk;
    private final InstantSource clock;

    AutomationVerbs(AutomationDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        return switch (request.string("verb").orElse("")) {
            case "automations.list" -> Optional.of(list(request));
            case "automations.show" -> Optional.of(json(found(request)));
            case "automations.attest" -> Optional.of(attest(actor, request));
            default -> Optional.empty();
        };
    }

    private JsonObject list(JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        fields.end();
        return JsonObject.with(
                        "automations",
                        new JsonArray(
                                desk.all().stream().<JsonValue>map(this::line).toList()))
                .build();
    }

    private JsonObject line(AutomationDesk.Standing each) {
        var automation = each.attested().automation();
        return JsonObject.with("id", automation.id().value())
                .and("agent", automation.agent().value())
                .and("job", automation.job())
                .and("owner", automation.owner().value())
                .and("attested", each.attested().attested(clock.instant()))
                .and("until", each.attested().until().toString())
                .and("due", each.due())
                .and("outside", each.outside().size())
                .build();
    }

    private AutomationDesk.Standing found(JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        var id = fields.parsed("id", AutomationId::new);
        fields.end();
        return desk.find(id).orElseThrow(() -> new Refusal(1, "no automation " + id + " is registered"));
    }

    private JsonObject attest(Actor.Human actor, JsonObject request) {
        var id = found(request).attested().automation().id();
        desk.attest(id, actor).ifPresent(why -> {
            throw new Refusal(4, why);
        });
        return json(found(request));
    }

    private JsonObject json(AutomationDesk.Standing each) {
        var acts = each.outside().stream()
                .<JsonValue>map(act -> JsonObject.builder()
                        .and("entry", act.entry())
                        .and("at", act.at().toString())
                        .and("how", act.how())
                        .build())
                .toList();
        return line(each).plus("statement", each.attested().automation().json()).plus("outside", new JsonArray(acts));
    }
}
