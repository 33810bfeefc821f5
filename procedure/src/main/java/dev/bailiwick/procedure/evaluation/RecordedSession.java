package dev.bailiwick.procedure.evaluation;

import dev.bailiwick.core.catalog.Tool;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNull;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.List;

/**
 * One run of an agent as somebody recorded it; one line of the file that is evaluated.
 *
 * @param prompt what the person asked
 */
public record RecordedSession(String id, String prompt, List<Tool> tools, List<Step> steps) {
    /** One call and what came back. */
    public record Step(String tool, JsonObject arguments, String result) {
        static Step of(Fields fields) {
            var step = new Step(
                    fields.text("tool"),
                    fields.optionalObject("args").orElse(JsonObject.EMPTY),
                    fields.optionalText("result").orElse(""));
            fields.end();
            return step;
        }
    }

    public RecordedSession {
        tools = List.copyOf(tools);
        steps = List.copyOf(steps);
    }

    /** @throws dev.bailiwick.json.JsonException when the value is no recorded session */
    public static RecordedSession of(JsonValue value) {
        var fields = Fields.of(value);
        var session = new RecordedSession(
                fields.text("id"),
                fields.optionalText("prompt").orElse(""),
                fields.list("tools").stream().map(RecordedSession::tool).toList(),
                fields.list("steps").stream().map(Step::of).toList());
        fields.end();
        return session;
    }

    /** What else a tool says of itself is nothing that we read. */
    private static Tool tool(Fields fields) {
        return new Tool(
                fields.text("name"),
                fields.optionalText("description").orElse(""),
                object(fields, "inputSchema"),
                object(fields, "annotations"));
    }

    private static JsonObject object(Fields fields, String name) {
        return fields.value(name)
                .filter(value -> !(value instanceof JsonNull))
                .map(value -> value instanceof JsonObject object ? object : JsonObject.EMPTY)
                .orElse(JsonObject.EMPTY);
    }
}
