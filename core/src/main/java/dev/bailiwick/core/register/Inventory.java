package dev.bailiwick.core.register;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/**
 * What an agent's own configuration connects it to. It says what is there, not what was approved.
 *
 * @param exposed where credentials stand in plain text; the texts themselves are never here
 */
public record Inventory(List<Connection> connections, List<Exposed> exposed) {
    /** What sort of thing was found. */
    public enum Kind {
        AGENT,
        CHANNEL,
        PLUGIN,
        MCP_SERVER,
        SKILL,
        MODEL_PROVIDER
    }

    /**
     * One thing the agent is connected to.
     *
     * @param name as the configuration calls it
     * @param enabled true unless the configuration says otherwise
     * @param reaches the host it calls or the program it starts, empty when the configuration does not say
     * @param plaintext how many credentials stand there in plain text
     */
    public record Connection(Kind kind, String name, boolean enabled, String reaches, int plaintext) {
        public JsonObject json() {
            return JsonObject.with("kind", Fields.spelling(kind))
                    .and("name", name)
                    .and("enabled", enabled)
                    .and("reaches", reaches)
                    .and("plaintext", plaintext)
                    .build();
        }
    }

    /**
     * A credential in plain text.
     *
     * @param place a JSON Pointer (RFC 6901)
     * @param looksLike what it was recognised as
     */
    public record Exposed(String place, String looksLike) {
        /** Whether it stands at this place or below. */
        public boolean below(String pointer) {
            return place.equals(pointer) || place.startsWith(pointer + "/");
        }

        public JsonObject json() {
            return JsonObject.with("place", place).and("looks like", looksLike).build();
        }
    }

    public Inventory {
        connections = List.copyOf(connections);
        exposed = List.copyOf(exposed);
    }

    public JsonObject json() {
        return JsonObject.with(
                        "connections",
                        new JsonArray(List.copyOf(
                                connections.stream().map(Connection::json).toList())))
                .and(
                        "plaintext",
                        new JsonArray(
                                List.copyOf(exposed.stream().map(Exposed::json).toList())))
                .build();
    }
}
