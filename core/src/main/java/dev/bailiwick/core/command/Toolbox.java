package dev.bailiwick.core.command;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every tool that is known, by name. Immutable; built once from data files. */
final class Toolbox {
    static final String FORMAT = "bailiwick-commands-1";

    private final Map<String, Tool> tools;

    private Toolbox(Map<String, Tool> tools) {
        this.tools = Map.copyOf(tools);
    }

    static Toolbox of(List<JsonObject> files) {
        Map<String, Tool> tools = new HashMap<>();
        for (JsonObject file : files) {
            var fields = Fields.of(file);
            fields.parsed("format", Toolbox::known);
            fields.optionalText("about");
            for (var each : fields.list("tools")) {
                var tool = Tool.of(each);
                for (String name : tool.names()) add(tools, name, tool);
            }
            fields.optionalObject("asking").ifPresent(asking -> addAsking(tools, asking));
            fields.optionalObject("places");
            fields.end();
        }
        return new Toolbox(tools);
    }

    private static void addAsking(Map<String, Tool> tools, JsonObject asking) {
        var kinds = Fields.of(asking);
        for (Touch.Kind kind : Touch.Kind.values()) {
            for (String name :
                    Words.of(kinds.optionalText(Fields.spelling(kind)).orElse(""))) {
                add(tools, name, Tool.asking(name, kind));
            }
        }
        kinds.end();
    }

    private static void add(Map<String, Tool> tools, String name, Tool tool) {
        if (tools.put(name, tool) != null)
            throw new IllegalArgumentException("the tool \"" + name + "\" stands there twice");
    }

    private static String known(String format) {
        if (!format.equals(FORMAT)) throw new IllegalArgumentException("expected the format \"" + FORMAT + "\"");
        return format;
    }

    Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** The tools whose arguments are described, not only what they do at worst. */
    Set<String> specified() {
        var names = new TreeSet<String>();
        tools.forEach((name, tool) -> {
            if (tool.asks().isEmpty()) names.add(name);
        });
        return names;
    }

    Set<String> names() {
        return new TreeSet<>(tools.keySet());
    }
}
