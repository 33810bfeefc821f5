package dev.bailiwick.core.node;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;

/**
 * What a node is to do once. It is told again with each word until it says what became of it.
 *
 * @param agent whom it concerns; absent when the whole machine
 * @param detail what the kind of order needs beyond that
 */
public record Order(String id, Kind kind, Optional<AgentId> agent, JsonObject detail) {
    /** What there is to do on a machine. */
    public enum Kind {
        /** SIGKILL of everything the agent runs. */
        STOP,
        /** Nothing passes but loopback, Bailiwick's server and the forensic hosts. */
        ISOLATE,
        RELEASE,
        /** Whether it is isolated now. */
        ISOLATED,
        /** A scan of the machine as this agent's profile wants it. */
        LOOK
    }

    static Order of(Fields fields) {
        var order = new Order(
                fields.text("id"),
                fields.oneOf("kind", Kind.class),
                fields.optionallyParsed("agent", AgentId::new),
                fields.object("detail"));
        fields.end();
        return order;
    }

    JsonObject json() {
        return JsonObject.with("id", id)
                .and("kind", Fields.spelling(kind))
                .and("agent", agent.map(each -> new JsonString(each.value())))
                .and("detail", detail)
                .build();
    }
}
