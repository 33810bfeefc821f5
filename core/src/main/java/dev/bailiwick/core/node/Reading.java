package dev.bailiwick.core.node;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;

/**
 * A node's own look at the files that gate an agent.
 *
 * @param weakness why they would not gate it; never the agent's own words
 */
public record Reading(AgentId agent, Digest plugin, Digest configuration, Optional<String> weakness) {
    static Reading of(Fields fields) {
        var reading = new Reading(
                fields.parsed("agent", AgentId::new),
                fields.parsed("plugin", Digest::new),
                fields.parsed("configuration", Digest::new),
                fields.optionalText("weakness"));
        fields.end();
        return reading;
    }

    JsonObject json() {
        return JsonObject.with("agent", agent.value())
                .and("plugin", plugin.hex())
                .and("configuration", configuration.hex())
                .and("weakness", weakness.map(JsonString::new))
                .build();
    }
}
