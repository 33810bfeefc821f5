package dev.bailiwick.core.decision;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;

/**
 * What started the run, as the runtime reports it: a claim, not a proof.
 *
 * @param sender {@code channel:sender} of the message that started it, when there was one
 * @param owner whether the runtime says this sender owns the agent
 * @param job which job of a clock: {@code cron:ID} or {@code heartbeat}, when the runtime names one
 */
public record Origin(Kind kind, Optional<String> sender, boolean owner, Optional<String> job) {
    public static final Origin UNKNOWN = new Origin(Kind.UNKNOWN, Optional.empty(), false);

    /** A turn that no named job began. */
    public Origin(Kind kind, Optional<String> sender, boolean owner) {
        this(kind, sender, owner, Optional.empty());
    }

    /** Which sort of turn. */
    public enum Kind {
        /** A message from somebody. */
        MESSAGE,
        /** A clock or a heartbeat. */
        AUTOMATION,
        /** Another run of the same agent. */
        SUB_AGENT,
        UNKNOWN
    }

    public JsonObject json() {
        return JsonObject.with("kind", Fields.spelling(kind))
                .and("sender", sender.map(JsonString::new))
                .and("owner", owner)
                .and("job", job.map(JsonString::new))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no origin */
    public static Origin of(JsonObject json) {
        var fields = Fields.of(json);
        var origin = new Origin(
                fields.oneOf("kind", Kind.class),
                fields.optionalText("sender"),
                fields.flag("owner"),
                fields.optionalText("job"));
        fields.end();
        return origin;
    }
}
