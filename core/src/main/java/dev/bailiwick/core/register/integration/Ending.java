package dev.bailiwick.core.register.integration;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * Who ended it, when and why.
 *
 * @param proof what became of each of its credentials, one line each
 */
public record Ending(PersonId by, Instant at, String reason, List<String> proof) {
    public Ending {
        proof = List.copyOf(proof);
    }

    public Ending(PersonId by, Instant at, String reason) {
        this(by, at, reason, List.of());
    }

    public Ending proven(List<String> lines) {
        return new Ending(by, at, reason, lines);
    }

    public JsonObject json() {
        return JsonObject.with("by", by.value())
                .and("at", at.toString())
                .and("reason", reason)
                .and("proof", JsonArray.ofStrings(proof))
                .build();
    }

    static Ending of(JsonObject json) {
        var fields = Fields.of(json);
        var ending = new Ending(
                fields.parsed("by", PersonId::new),
                fields.parsed("at", Instant::parse),
                fields.text("reason"),
                fields.texts("proof"));
        fields.end();
        return ending;
    }
}
