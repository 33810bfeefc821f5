package dev.bailiwick.core.node;

import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** Freezes as they travel between server and node. */
final class FreezeWords {
    private FreezeWords() {}

    static Freezes of(JsonObject json) {
        var fields = Fields.of(json);
        var all = fields.optionalObject("all").map(each -> Freeze.of(Fields.of(each)));
        Map<AgentId, Freeze> agents = new HashMap<>();
        for (var each : fields.list("agents")) {
            agents.put(each.parsed("agent", AgentId::new), Freeze.of(each.fields("freeze")));
            each.end();
        }
        fields.end();
        return new Freezes(all, agents);
    }

    static JsonObject json(Freezes freezes) {
        var agents = freezes.agents().entrySet().stream()
                .map(each -> JsonObject.with("agent", each.getKey().value())
                        .and("freeze", each.getValue().json())
                        .build())
                .toList();
        return JsonObject.builder()
                .and("all", freezes.all().map(Freeze::json))
                .and("agents", Beat.array(agents))
                .build();
    }
}
