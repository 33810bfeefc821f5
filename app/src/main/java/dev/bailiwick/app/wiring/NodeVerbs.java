package dev.bailiwick.app.wiring;

import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.node.NodeId;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.node.NodeDesk;
import java.util.Optional;
import java.util.Set;

/** {@code host.invite}, {@code .list}, {@code .remove}: agents' machines that are not this one. */
record NodeVerbs(NodeRoom room) implements Verbs {
    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        return switch (fields.text("verb")) {
            case "host.invite" -> Optional.of(invite(actor, fields));
            case "host.list" -> Optional.of(list(fields));
            case "host.remove" -> Optional.of(remove(actor, fields));
            default -> Optional.empty();
        };
    }

    private JsonObject invite(Actor.Human actor, Fields fields) {
        var id = fields.parsed("node", NodeId::new);
        var agents = Set.copyOf(fields.eachParsed("agents", AgentId::new));
        fields.end();
        return switch (room.desk().invite(actor, id, agents)) {
            case NodeDesk.Invited.Not(var why) -> throw new Refusal(4, why);
            case NodeDesk.Invited.Open(var node, var token) ->
                JsonObject.with("node", node.id().value())
                        .and("until", node.until().toString())
                        .and("token", token)
                        .build();
        };
    }

    private JsonObject list(Fields fields) {
        fields.end();
        var rows = room.nodes().all().stream().<JsonValue>map(this::row).toList();
        return JsonObject.with("nodes", new JsonArray(rows)).build();
    }

    private JsonObject row(Node node) {
        var heard = room.contacts().last(node.id());
        return JsonObject.with("node", node.id().value())
                .and("agents", node.json().array("agents"))
                .and("state", room.contacts().standing(node).words())
                .and("heard", heard.map(each -> each.at().toString()).orElse("not since the server's start"))
                .and("version", heard.map(each -> each.beat().version()).orElse(""))
                .build();
    }

    private JsonObject remove(Actor.Human actor, Fields fields) {
        var id = fields.parsed("node", NodeId::new);
        fields.end();
        room.desk().remove(actor, id).ifPresent(why -> {
            throw new Refusal(4, why);
        });
        return JsonObject.with("removed", id.value()).build();
    }
}
