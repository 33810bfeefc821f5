package dev.bailiwick.app.wiring;

import dev.bailiwick.core.incident.drill.Drill;
import dev.bailiwick.core.incident.drill.Scenario;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.incident.Cases;
import dev.bailiwick.procedure.incident.Drills;
import java.util.List;
import java.util.Optional;

/** {@code incident.drill} and {@code incident.drills}: practising is Security's, because it stops an agent. */
record DrillVerbs(Drills drills, List<Scenario> scenarios, Cases cases, CurrentFacts facts) implements Verbs {
    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        var answer = switch (fields.text("verb")) {
            case "incident.drills" -> list();
            case "incident.drill" -> play(actor, fields);
            default -> null;
        };
        if (answer == null) return Optional.empty();
        fields.end();
        return Optional.of(answer);
    }

    private JsonObject list() {
        var rows = scenarios.stream().<JsonValue>map(this::row).toList();
        return JsonObject.with("drills", new JsonArray(rows)).build();
    }

    private JsonObject row(Scenario scenario) {
        var last = cases.drill(scenario.name());
        return JsonObject.with("drill", scenario.name())
                .and("title", scenario.title())
                .and("last", last.map(Drill::began).map(Object::toString).orElse("never"))
                .and("score", last.map(Drill::json).flatMap(json -> json.get("score")))
                .and("references", JsonArray.ofStrings(scenario.references()))
                .build();
    }

    private JsonObject play(Actor.Human actor, Fields fields) {
        boolean security = facts.now()
                .person(actor.person())
                .filter(person -> person.holds(Function.SECURITY))
                .isPresent();
        if (!security) throw new Refusal(4, "only Security practises: a drill stops its agent");
        var played = drills.play(scenario(fields.text("drill")), fields.parsed("agent", AgentId::new), actor);
        return switch (played) {
            case Drills.Played.Done(var drill) -> drill.json();
            case Drills.Played.Refused(var why) -> throw new Refusal(4, why);
        };
    }

    private Scenario scenario(String name) {
        return scenarios.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new Refusal(1, "there is no drill \"" + Untrusted.visible(name) + "\": `incident drills`"));
    }
}
