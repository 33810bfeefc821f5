package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;

/**
 * The identity of an action, to which an approval is bound: who asks (agent, and in whose name), for what (tool as defined,
 * operation, verb), with exactly which arguments. Time, session, tier and everything else that is judged afresh at
 * re-evaluation stay out, so that the same action later is the same action, and a stricter world still refuses it.
 */
final class ActionHash {
    private ActionHash() {}

    /** @throws IllegalArgumentException when a number in the arguments has more digits than a double holds */
    static Digest of(Attempt attempt, Operation operation) {
        return Digest.of(JsonObject.with("form", "bailiwick-action-1")
                .and("agent", attempt.agent().value())
                .and("sender", attempt.origin().sender().map(JsonString::new))
                .and("tool", attempt.tool())
                .and("definition", attempt.definition().map(definition -> new JsonString(definition.hex())))
                .and("operation", operation.id())
                .and("verb", operation.verb())
                .and("arguments", attempt.arguments())
                .build());
    }
}
