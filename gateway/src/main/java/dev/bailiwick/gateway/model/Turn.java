package dev.bailiwick.gateway.model;

import dev.bailiwick.core.catalog.Tool;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is new in a request to the model: everything after its last assistant message.
 *
 * @param results the call ids of the tool results; a result that names no call has the id {@code ""}, which nobody decided
 * @param said what users' messages say, in order
 * @param tools what the model may call
 */
record Turn(List<String> results, List<String> said, List<Tool> tools) {
    private static final Set<String> TOOL_ROLES = Set.of("tool", "function");

    Turn {
        results = List.copyOf(results);
        said = List.copyOf(said);
        tools = List.copyOf(tools);
    }

    /** @throws dev.bailiwick.json.JsonException when the messages are not an array of objects with a role */
    static Turn of(JsonObject request) {
        var messages = Fields.of(request).list("messages");
        int start = 0;
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).text("role").equals("assistant")) start = i + 1;
        }
        var results = new LinkedHashSet<String>();
        var said = new ArrayList<String>();
        for (var message : messages.subList(start, messages.size())) {
            String role = message.text("role");
            var content = message.value("content");
            if (TOOL_ROLES.contains(role))
                results.add(message.optionalText("tool_call_id").orElse(""));
            results.addAll(resultParts(content));
            if (role.equals("user")) said.add(text(content));
        }
        return new Turn(List.copyOf(results), said, Toolset.of(request));
    }

    /** Results may also stand as parts of another role's message, as other providers write them. */
    private static List<String> resultParts(Optional<JsonValue> content) {
        return parts(content).stream()
                .filter(part -> part.string("type").equals(Optional.of("tool_result")))
                .map(part -> part.string("tool_use_id")
                        .or(() -> part.string("tool_call_id"))
                        .orElse(""))
                .toList();
    }

    private static String text(Optional<JsonValue> content) {
        if (content.isPresent() && content.get() instanceof JsonString(var text)) return text;
        return parts(content).stream()
                .flatMap(part -> part.string("text").stream())
                .collect(Collectors.joining("\n"));
    }

    private static List<JsonObject> parts(Optional<JsonValue> content) {
        if (content.isEmpty() || !(content.get() instanceof JsonArray array)) return List.of();
        return array.values().stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }
}
