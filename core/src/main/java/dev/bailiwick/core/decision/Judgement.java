package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/**
 * One attempt, judged: everything that must be recorded to understand and replay it.
 *
 * @param action the digest that an approval is bound to
 * @param wouldBe in observe, what would have been answered were the agent protected
 * @param facts version of the facts that were used
 */
public record Judgement(
        Operation operation, Digest action, Decision decision, Optional<Decision> wouldBe, Digest facts) {
    /** The same, but for what is answered. */
    public Judgement answered(Decision other) {
        return new Judgement(operation, action, other, wouldBe, facts);
    }

    public JsonObject json() {
        return JsonObject.with("operation", operation.json())
                .and("action", action.hex())
                .and("decision", decision.json())
                .and("wouldBe", wouldBe.map(Decision::json))
                .and("facts", facts.hex())
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no judgement */
    public static Judgement of(JsonObject json) {
        var fields = Fields.of(json);
        var judgement = new Judgement(
                Operation.of(fields.object("operation")),
                fields.parsed("action", Digest::new),
                Decision.of(fields.object("decision")),
                fields.optionalObject("wouldBe").map(Decision::of),
                fields.parsed("facts", Digest::new));
        fields.end();
        return judgement;
    }
}
