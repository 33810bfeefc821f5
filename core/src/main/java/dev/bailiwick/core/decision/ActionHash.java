package dev.bailiwick.core.decision;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;

/**
 * The identity of an action, to which an approval is bound: who asks (agent, and in whose name), for what (tool as defined,
 * operation, verb, resource), with exactly which arguments, carrying what, and where it all came from. Time, session, tier,
 * signal and everything else that is judged afresh at re-evaluation stay out, so that the same action later is the same
 * action, and a stricter world still refuses it.
 */
final class ActionHash {
    private ActionHash() {}

    /** @throws IllegalArgumentException when a number in the arguments has more digits than a double holds */
    static Digest of(Attempt attempt, Meaning meaning) {
        return Digest.of(JsonObject.with("form", "bailiwick-action-2")
                .and("agent", attempt.agent().value())
                .and("sender", attempt.origin().sender().map(JsonString::new))
                .and("tool", attempt.tool())
                .and("definition", attempt.definition().map(definition -> new JsonString(definition.hex())))
                .and("operation", meaning.operation().id())
                .and("verb", meaning.operation().verb())
                .and("does", Fields.spelling(meaning.verb()))
                .and("resource", meaning.resource().json())
                .and(
                        "outgoing",
                        JsonArray.ofStrings(meaning.outgoing().stream()
                                .sorted()
                                .map(Fields::spelling)
                                .toList()))
                .and("destination", Fields.spelling(meaning.destination()))
                .and("content", Fields.spelling(meaning.content()))
                .and("arguments", attempt.arguments())
                .build());
    }
}
