package dev.bailiwick.core.register.integration;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;

/** That an owner stands by it for their function. */
public record Acceptance(Function function, PersonId by, Instant at, String remark) {
    public JsonObject json() {
        return JsonObject.with("function", Fields.spelling(function))
                .and("by", by.value())
                .and("at", at.toString())
                .and("remark", remark)
                .build();
    }

    static Acceptance of(Fields fields) {
        var acceptance = new Acceptance(
                fields.oneOf("function", Function.class),
                fields.parsed("by", PersonId::new),
                fields.parsed("at", Instant::parse),
                fields.text("remark"));
        fields.end();
        return acceptance;
    }
}
