package dev.bailiwick.core.guide;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;
import java.util.Set;

/**
 * What of the world a call uses, and how an approval would have to name it.
 *
 * @param systems the systems it may belong to; none when the call is the agent's own affair
 * @param name the catalogue's operation, or the tool itself where the catalogue has none
 * @param tool whether the name is a tool's: then it stands for itself, whatever its system is called
 * @param called the tool that does it, as it says of itself; empty for the agent's own affair
 */
public record Use(Set<String> systems, String name, boolean tool, Optional<Called> called) {
    /** The agent's own affair. */
    public static final Use OWN = new Use(Set.of(), "", false);

    public Use {
        systems = Set.copyOf(systems);
    }

    public Use(Set<String> systems, String name, boolean tool) {
        this(systems, name, tool, Optional.empty());
    }

    /**
     * A tool as it was called.
     *
     * @param definition digest of its description and schema, where the enforcement point knows it
     */
    public record Called(String tool, Optional<Digest> definition) {
        private JsonObject json() {
            return JsonObject.with("tool", tool)
                    .and("definition", definition.map(digest -> new JsonString(digest.hex())))
                    .build();
        }

        private static Called of(Fields fields) {
            var called = new Called(fields.text("tool"), fields.optionallyParsed("definition", Digest::new));
            fields.end();
            return called;
        }
    }

    /** A tool that the catalogue does not have; those of an MCP server carry its name before two underscores. */
    public static Use ofTool(String name) {
        int server = name.indexOf("__");
        return new Use(Set.of(server > 0 ? name.substring(0, server) : name), name, true);
    }

    /** The same, with the tool that does it. */
    public Use by(String called, Optional<Digest> definition) {
        return foreign() ? new Use(systems, name, tool, Optional.of(new Called(called, definition))) : this;
    }

    /** Whether it needs somebody's approval at all. */
    public boolean foreign() {
        return !systems.isEmpty();
    }

    public JsonObject json() {
        return JsonObject.with(
                        "systems", JsonArray.ofStrings(systems.stream().sorted().toList()))
                .and("name", name)
                .and("tool", tool)
                .and("called", called.map(Called::json))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no use */
    public static Use of(JsonObject json) {
        var fields = Fields.of(json);
        var use = new Use(
                Set.copyOf(fields.texts("systems")),
                fields.text("name"),
                fields.flag("tool"),
                fields.optionalObject("called").map(Fields::of).map(Called::of));
        fields.end();
        return use;
    }
}
