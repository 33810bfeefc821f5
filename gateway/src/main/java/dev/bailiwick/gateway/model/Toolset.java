package dev.bailiwick.gateway.model;

import dev.bailiwick.core.catalog.Tool;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request tells the model of its tools ({@code tools}, or {@code functions} as it was called before): names,
 * descriptions, and the names of arguments. Bounded, and never a reason to refuse: what is not understood is left out, and
 * what is left out is judged by its name alone.
 */
final class Toolset {
    private static final int MOST_TOOLS = 1_024;
    private static final int MOST_ARGUMENTS = 100;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 4_000;

    private Toolset() {}

    static List<Tool> of(JsonObject request) {
        List<Tool> tools = new ArrayList<>();
        for (var value : elements(request, "tools")) {
            value.object("function")
                    .or(() -> Optional.of(value))
                    .flatMap(Toolset::tool)
                    .ifPresent(tools::add);
        }
        for (var value : elements(request, "functions")) tool(value).ifPresent(tools::add);
        return tools.size() <= MOST_TOOLS ? tools : tools.subList(0, MOST_TOOLS);
    }

    private static List<JsonObject> elements(JsonObject request, String name) {
        if (!(request.get(name).orElse(JsonArray.EMPTY) instanceof JsonArray array)) return List.of();
        return array.values().stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }

    private static Optional<Tool> tool(JsonObject function) {
        return function.string("name")
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME)
                .map(name -> new Tool(
                        name,
                        clipped(function.string("description").orElse("")),
                        arguments(function),
                        JsonObject.EMPTY));
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, LONGEST_DESCRIPTION);
    }

    /** The schema, less everything but its arguments' names. */
    private static JsonObject arguments(JsonObject function) {
        var names = JsonObject.builder();
        function.object("parameters")
                .flatMap(schema -> schema.object("properties"))
                .ifPresent(properties -> properties.members().keySet().stream()
                        .filter(name -> name.length() <= LONGEST_NAME)
                        .limit(MOST_ARGUMENTS)
                        .forEach(name -> names.and(name, JsonObject.EMPTY)));
        return JsonObject.with("properties", names.build()).build();
    }
}
