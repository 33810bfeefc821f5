package dev.bailiwick.core.review;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;

/** What one person found. */
public record Said(PersonId person, boolean ok, String reason, Instant at) {
    /** The longest reason that is kept. */
    public static final int MOST = 2_000;

    public Said {
        if (reason.length() > MOST) throw new IllegalArgumentException("a reason has at most 2,000 characters");
    }

    public JsonObject json() {
        return JsonObject.with("person", person.value())
                .and("ok", ok)
                .and("reason", reason)
                .and("at", at.toString())
                .build();
    }

    static Said of(JsonObject json) {
        var fields = Fields.of(json);
        var said = new Said(
                fields.parsed("person", PersonId::new),
                fields.flag("ok"),
                fields.text("reason"),
                fields.parsed("at", Instant::parse));
        fields.end();
        return said;
    }
}
