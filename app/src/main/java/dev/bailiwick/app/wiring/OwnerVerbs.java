package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.register.Ownership;
import java.util.Optional;

/** {@code owners.…}: who stands by an agent. */
final class OwnerVerbs implements Verbs {
    private final Ownership ownership;
    private final CurrentFacts facts;

    OwnerVerbs(Ownership ownership, CurrentFacts facts) {
        this.ownership = ownership;
        this.facts = facts;
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        return switch (request.string("verb").orElse("")) {
            case "owners.show" -> Optional.of(json(agent(request)));
            case "owners.accept" -> Optional.of(accept(actor, agent(request)));
            default -> Optional.empty();
        };
    }

    private Agent agent(JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        var id = fields.parsed("agent", AgentId::new);
        fields.end();
        return facts.now().agent(id).orElseThrow(() -> new Refusal(1, "no agent " + id + " is registered"));
    }

    private JsonObject accept(Actor.Human actor, Agent agent) {
        ownership.accept(agent.id(), actor).ifPresent(why -> {
            throw new Refusal(4, why);
        });
        return json(agent);
    }

    private JsonObject json(Agent agent) {
        var places =
                ownership.of(agent).stream().<JsonValue>map(OwnerVerbs::json).toList();
        return JsonObject.with("agent", agent.id().value())
                .and("orphaned", ownership.orphaned(agent))
                .and("owners", new JsonArray(places))
                .and("production", ownership.lacking(agent).orElse("its owners stand by it"))
                .build();
    }

    private static JsonObject json(Ownership.Place place) {
        return JsonObject.with("function", Fields.spelling(place.function()))
                .and("person", place.person().map(person -> new JsonString(person.value())))
                .and("accepted", place.accepted())
                .and("obstacle", place.obstacle().map(JsonString::new))
                .build();
    }
}
