package dev.bailiwick.core.people;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;

/**
 * How people prove who they are ({@code signIn:} of bailiwick.yaml).
 *
 * @param stepUp when a yes to something grave needs a passkey
 */
public record SignInSettings(Demand stepUp) {
    /** Where the file says nothing. */
    public static final SignInSettings USUAL = new SignInSettings(Demand.WHEN_REGISTERED);

    /** When a passkey is needed. */
    public enum Demand {
        /** Whoever has none cannot say it. */
        ALWAYS,
        /** Of whoever has one; anybody else must have signed in a moment ago. */
        WHEN_REGISTERED
    }

    public JsonObject json() {
        return JsonObject.with("stepUp", Fields.spelling(stepUp)).build();
    }

    /** @throws dev.bailiwick.json.JsonException naming the place of what is unknown or wrong */
    public static SignInSettings of(Fields fields) {
        var demand = fields.has("stepUp") ? fields.oneOf("stepUp", Demand.class) : USUAL.stepUp();
        fields.end();
        return new SignInSettings(demand);
    }
}
