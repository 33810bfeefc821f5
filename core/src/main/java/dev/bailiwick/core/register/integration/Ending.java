package dev.bailiwick.core.register.integration;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;

/** Who ended it, when and why. */
public record Ending(PersonId by, Instant at, String reason) {
    public JsonObject json() {
        return JsonObject.with("by", by.value())
                .and("at", at.toString())
                .and("reason", reason)
                .build();
    }

    static Ending of(JsonObject json) {
        var fields = Fields.of(json);
        var ending = new Ending(
                fields.parsed("by", PersonId::new), fields.parsed("at", Instant::parse), fields.text("reason"));
        fields.end();
        return ending;
    }
}
