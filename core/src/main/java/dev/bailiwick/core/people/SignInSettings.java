package dev.bailiwick.core.people;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/**
 * How people prove who they are ({@code signIn:} of bailiwick.yaml).
 *
 * @param stepUp when a yes to something grave needs a passkey
 * @param openId who else says who somebody is; one-time links of this machine stay beside it
 */
public record SignInSettings(Demand stepUp, Optional<OpenIdSettings> openId) {
    /** Where the file says nothing. */
    public static final SignInSettings USUAL = new SignInSettings(Demand.WHEN_REGISTERED, Optional.empty());

    /** When a passkey is needed. */
    public enum Demand {
        /** Whoever has none cannot say it. */
        ALWAYS,
        /** Of whoever has one; anybody else must have signed in a moment ago. */
        WHEN_REGISTERED
    }

    public JsonObject json() {
        return JsonObject.with("stepUp", Fields.spelling(stepUp))
                .and("openId", openId.map(OpenIdSettings::json))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException naming the place of what is unknown or wrong */
    public static SignInSettings of(Fields fields) {
        var demand = fields.has("stepUp") ? fields.oneOf("stepUp", Demand.class) : USUAL.stepUp();
        var openId = fields.has("openId")
                ? Optional.of(OpenIdSettings.of(fields.fields("openId")))
                : Optional.<OpenIdSettings>empty();
        fields.end();
        return new SignInSettings(demand, openId);
    }
}
