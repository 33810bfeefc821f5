package dev.bailiwick.core.decision;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;

/**
 * Why something was denied, and the way on.
 *
 * @param code a stable word for machines, such as {@code frozen} or {@code ticket_required}
 * @param text one sentence for people and for the agent
 * @param next what to do next, one sentence
 */
public record Reason(String code, String text, String next) {
    public JsonObject json() {
        return JsonObject.with("code", code).and("text", text).and("next", next).build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no reason */
    public static Reason of(JsonObject json) {
        var fields = Fields.of(json);
        var reason = new Reason(fields.text("code"), fields.text("text"), fields.text("next"));
        fields.end();
        return reason;
    }
}
