package dev.bailiwick.core.hardening;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;

/**
 * One look at an agent's machine.
 *
 * @param profile what the machine was compared with, as its files name it; empty when with nothing
 */
public record Look(Eyes eyes, Instant at, String profile, Posture posture) {
    /** Who looked. The two see differently: the server under its own account, a person mostly as root. */
    public enum Eyes {
        HOUSE,
        PERSON
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no look */
    public static Look of(JsonObject json) {
        var fields = Fields.of(json);
        var look = new Look(
                fields.oneOf("eyes", Eyes.class),
                fields.parsed("at", Instant::parse),
                fields.text("profile"),
                Posture.of(fields.object("posture")));
        fields.end();
        return look;
    }

    public JsonObject json() {
        return JsonObject.with("eyes", Fields.spelling(eyes))
                .and("at", at.toString())
                .and("profile", profile)
                .and("posture", posture.json())
                .build();
    }
}
