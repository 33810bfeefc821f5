package dev.bailiwick.core.decision;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;

/**
 * An attempt, understood: all that is judged. A recorded decision is made again from here, because the call's own arguments
 * may have been kept redacted or not at all.
 *
 * @param action the digest that an approval is bound to
 * @param canary whether it is Bailiwick's own probe
 */
public record Question(AgentId agent, SessionId session, Meaning meaning, Digest action, boolean canary) {
    /** What a probe carries in its arguments; see docs/design/openclaw-wire.md. */
    public static final String CANARY = "bailiwick-canary-";

    /** @throws IllegalArgumentException when the attempt cannot be put into canonical form */
    static Question of(Attempt attempt, Meaning meaning) {
        boolean canary = carriesCanary(attempt.arguments());
        return new Question(attempt.agent(), attempt.session(), meaning, ActionHash.of(attempt, meaning), canary);
    }

    private static boolean carriesCanary(JsonValue value) {
        return switch (value) {
            case JsonString(var text) -> text.contains(CANARY);
            case JsonObject object ->
                object.members().entrySet().stream()
                        .anyMatch(each -> each.getKey().contains(CANARY) || carriesCanary(each.getValue()));
            case JsonArray(var values) -> values.stream().anyMatch(Question::carriesCanary);
            default -> false;
        };
    }

    /** The same question, had the person said nothing. */
    Question uninstructed() {
        return new Question(agent, session, meaning.uninstructed(), action, canary);
    }

    public JsonObject json() {
        return JsonObject.with("agent", agent.value())
                .and("session", session.value())
                .and("meaning", meaning.json())
                .and("action", action.hex())
                .and("canary", canary)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no question */
    public static Question of(JsonObject json) {
        var fields = Fields.of(json);
        var question = new Question(
                fields.parsed("agent", AgentId::new),
                fields.parsed("session", SessionId::new),
                Meaning.of(fields.object("meaning")),
                fields.parsed("action", Digest::new),
                fields.flag("canary"));
        fields.end();
        return question;
    }
}
