package dev.bailiwick.core.catalog;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/**
 * A tool as its server describes it: untrusted words.
 *
 * @param schema the JSON schema of its arguments, empty where nobody told
 * @param annotations MCP's hints about it; believed only where they make it look more dangerous
 */
public record Tool(String name, String description, JsonObject schema, JsonObject annotations) {
    /** Of a longer description the beginning is read. */
    static final int LONGEST_DESCRIPTION = 4_000;

    /** A tool of which only the name is known. */
    public static Tool named(String name) {
        return new Tool(name, "", JsonObject.EMPTY, JsonObject.EMPTY);
    }

    String beginning() {
        return description.length() <= LONGEST_DESCRIPTION
                ? description
                : description.substring(0, LONGEST_DESCRIPTION);
    }

    /** The names of its arguments, as far as the schema tells. */
    List<String> parameters() {
        return schema.object("properties")
                .map(properties -> List.copyOf(properties.members().keySet()))
                .orElse(List.of());
    }

    /** Whether it came back with another description in one session: then no reading of it is believed. */
    boolean changed() {
        return annotations.has("changed");
    }

    /** Whether its own server says that it changes things. */
    boolean admitsChange() {
        return hint("readOnlyHint", false) || admitsDestruction();
    }

    boolean admitsDestruction() {
        return hint("destructiveHint", true);
    }

    private boolean hint(String name, boolean value) {
        return annotations.get(name).filter(new JsonBoolean(value)::equals).isPresent();
    }

    public JsonObject json() {
        return JsonObject.with("name", name)
                .and("description", description)
                .and("inputSchema", schema)
                .and("annotations", annotations)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no tool */
    public static Tool of(JsonObject json) {
        return of(Fields.of(json));
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no tool */
    public static Tool of(Fields fields) {
        var tool = new Tool(
                fields.text("name"),
                fields.optionalText("description").orElse(""),
                fields.optionalObject("inputSchema").orElse(JsonObject.EMPTY),
                fields.optionalObject("annotations").orElse(JsonObject.EMPTY));
        fields.end();
        return tool;
    }
}
