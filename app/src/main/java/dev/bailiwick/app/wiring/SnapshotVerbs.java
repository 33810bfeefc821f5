package dev.bailiwick.app.wiring;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.recovery.Snapshot;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.incident.Snapshots;
import java.util.Optional;

/** What the command line asks about clean snapshots. Each is for Security. */
record SnapshotVerbs(Snapshots snapshots, CurrentFacts facts) implements Verbs {
    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        var answer = switch (fields.text("verb")) {
            case "snapshot.take" ->
                given(snapshots.take(agent(fields), fields.text("reason"), security(actor)))
                        .json();
            case "snapshot.list" -> list(agent(fields));
            case "snapshot.choose" ->
                given(snapshots.choose(id(fields), fields.text("snapshot"), security(actor)))
                        .json();
            case "snapshot.compare" -> compared(security(actor), fields);
            default -> null;
        };
        if (answer == null) return Optional.empty();
        fields.end();
        return Optional.of(answer);
    }

    private static CaseId id(Fields fields) {
        return fields.parsed("case", CaseId::new);
    }

    private AgentId agent(Fields fields) {
        var agent = fields.parsed("agent", AgentId::new);
        if (facts.now().agent(agent).isEmpty()) throw new Refusal(1, "there is no agent " + agent);
        return agent;
    }

    private Actor.Human security(Actor.Human actor) {
        boolean may = facts.now()
                .person(actor.person())
                .filter(Person::active)
                .filter(person -> person.holds(Function.SECURITY))
                .isPresent();
        if (!may) throw new Refusal(4, "only Security says what is clean");
        return actor;
    }

    private JsonObject list(AgentId agent) {
        var rows = snapshots.of(agent).stream().<JsonValue>map(Snapshot::json).toList();
        return JsonObject.with("snapshots", new JsonArray(rows)).build();
    }

    private JsonObject compared(Actor.Human actor, Fields fields) {
        return JsonObject.with("differences", JsonArray.ofStrings(given(snapshots.compare(id(fields), actor))))
                .build();
    }

    private static <T> T given(Snapshots.Answer<T> answer) {
        return switch (answer) {
            case Snapshots.Answer.Given<T>(T value) -> value;
            case Snapshots.Answer.Refused<T>(String why) -> throw new Refusal(4, why);
        };
    }
}
