package dev.bailiwick.core.decision;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;

/** With which versions a decision was made: policies and catalogue by name, the facts as a whole. */
public record Versions(Digest policies, Digest catalog, Digest facts) {
    public JsonObject json() {
        return JsonObject.with("policies", policies.hex())
                .and("catalog", catalog.hex())
                .and("facts", facts.hex())
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object names no versions */
    public static Versions of(JsonObject json) {
        var fields = Fields.of(json);
        var versions = new Versions(
                fields.parsed("policies", Digest::new),
                fields.parsed("catalog", Digest::new),
                fields.parsed("facts", Digest::new));
        fields.end();
        return versions;
    }
}
