package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/**
 * What an enforcement point saw an agent try, before anybody judged it. Everything but {@code agent} and {@code session}
 * is the agent's own word.
 *
 * @param call the runtime's id of this tool call, as the model sees it
 * @param tool the tool's own name
 * @param definition digest of the tool's description and schema, where the enforcement point knows it
 */
public record Attempt(
        AgentId agent,
        SessionId session,
        Optional<String> run,
        Optional<String> call,
        String tool,
        JsonObject arguments,
        Origin origin,
        Optional<Digest> definition) {
    public Attempt {
        if (tool.isBlank() || tool.length() > 200)
            throw new IllegalArgumentException("a tool name has 1 to 200 characters");
    }

    public ToolDigest toolDigest() {
        return ToolDigest.of(tool, definition);
    }

    public JsonObject json() {
        return JsonObject.with("agent", agent.value())
                .and("session", session.value())
                .and("run", run.map(dev.bailiwick.json.JsonString::new))
                .and("call", call.map(dev.bailiwick.json.JsonString::new))
                .and("tool", tool)
                .and("arguments", arguments)
                .and("origin", origin.json())
                .and("definition", definition.map(d -> new dev.bailiwick.json.JsonString(d.hex())))
                .build();
    }
}
