package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Call;
import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
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
        checked(tool);
    }

    public ToolDigest toolDigest() {
        return ToolDigest.of(tool, definition);
    }

    public Call asCall() {
        return new Call(tool, arguments);
    }

    public JsonObject json() {
        return JsonObject.with("agent", agent.value())
                .and("session", session.value())
                .and("run", run.map(JsonString::new))
                .and("call", call.map(JsonString::new))
                .and("tool", tool)
                .and("arguments", arguments)
                .and("origin", origin.json())
                .and("definition", definition.map(d -> new JsonString(d.hex())))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no attempt */
    public static Attempt of(JsonObject json) {
        var fields = Fields.of(json);
        var attempt = new Attempt(
                fields.parsed("agent", AgentId::new),
                fields.parsed("session", SessionId::new),
                fields.optionalText("run"),
                fields.optionalText("call"),
                fields.parsed("tool", Attempt::checked),
                fields.object("arguments"),
                Origin.of(fields.object("origin")),
                fields.optionallyParsed("definition", Digest::new));
        fields.end();
        return attempt;
    }

    private static String checked(String tool) {
        if (tool.isBlank() || tool.length() > 200)
            throw new IllegalArgumentException("a tool name has 1 to 200 characters");
        return tool;
    }
}
