package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.risk.RiskMatrix;
import dev.bailiwick.core.risk.Row;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.risk.PolicyControls;
import dev.bailiwick.procedure.risk.PostureControls;
import dev.bailiwick.procedure.risk.RiskDesk;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The risk matrix over everything the house knows, and what the command line asks of it. */
final class RiskRoom implements Verbs {
    private final RiskDesk desk;

    private RiskRoom(RiskDesk desk) {
        this.desk = desk;
    }

    static RiskRoom open(Rooms rooms, Keys keys) {
        var facts = rooms.known().facts();
        Map<String, RiskDesk.Source> sources = Map.of(
                "posture",
                new PostureControls(
                        rooms.desks().posture(), () -> facts.now().agents().keySet(), rooms.clock()),
                "policy",
                new PolicyControls(facts::now),
                "house",
                new HouseControls(rooms, keys));
        return new RiskRoom(new RiskDesk(shipped(), sources, rooms.enforcement().alerts()));
    }

    RiskDesk desk() {
        return desk;
    }

    static RiskMatrix shipped() {
        try (var file = RiskMatrix.class.getResourceAsStream(RiskMatrix.FILE)) {
            if (file == null) throw new IllegalStateException(RiskMatrix.FILE + " is missing from the program");
            return RiskMatrix.of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        } catch (IOException | JsonException e) {
            throw new IllegalStateException(RiskMatrix.FILE + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        if (!fields.text("verb").equals("risk.matrix")) return Optional.empty();
        fields.end();
        var rows = desk.rows().stream().<JsonValue>map(Row::json).toList();
        return Optional.of(JsonObject.with("risks", new JsonArray(rows)).build());
    }
}
