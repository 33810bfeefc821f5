package dev.bailiwick.core.guide;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/**
 * How a credential is taken back, and when that is true.
 *
 * @param steps in order
 */
public record Revocation(Speed speed, List<Fact> steps) {
    /** When a revoked credential stops working. The screen of an incident sorts by it. */
    public enum Speed {
        /** At once, and it can be shown. */
        INSTANT,
        /** Within minutes. */
        DELAYED,
        /** When it expires: only a short life and our own proxy help. */
        EXPIRY_ONLY,
        /** When a person has clicked: no interface for it. */
        HUMAN_ONLY
    }

    public Revocation {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) throw new IllegalArgumentException("a revocation has at least one step");
    }

    static Revocation of(Fields fields, Certainty otherwise) {
        var revocation = new Revocation(fields.oneOf("speed", Speed.class), Fact.list(fields, "steps", otherwise));
        fields.end();
        return revocation;
    }

    JsonObject json() {
        JsonArray listed = Fact.json(steps);
        return JsonObject.with("speed", Fields.spelling(speed))
                .and("steps", listed)
                .build();
    }
}
