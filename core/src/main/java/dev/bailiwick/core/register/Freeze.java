package dev.bailiwick.core.register;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;

/** A standing order that nothing passes. */
public record Freeze(String reason, String by, Instant at) {
    public Freeze {
        given(reason);
    }

    public JsonObject json() {
        return JsonObject.with("reason", reason)
                .and("by", by)
                .and("at", at.toString())
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no freeze or hold anything else */
    public static Freeze of(Fields fields) {
        var freeze = new Freeze(
                fields.parsed("reason", Freeze::given), fields.text("by"), fields.parsed("at", Instant::parse));
        fields.end();
        return freeze;
    }

    private static String given(String reason) {
        if (reason.isBlank()) throw new IllegalArgumentException("a freeze needs a reason");
        return reason;
    }
}
