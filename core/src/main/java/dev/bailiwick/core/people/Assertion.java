package dev.bailiwick.core.people;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a passkey signed, as the browser sent it (WebAuthn Level 3, section 5.2.2): enough to check it again at any time.
 * Every part but the nonce is base64url without padding.
 *
 * @param credential which passkey
 * @param nonce ours: with the action's digest it makes the challenge, so it signs this action and no other
 * @param authenticator the authenticator's data
 * @param client the browser's data, with challenge and origin
 */
public record Assertion(String credential, String nonce, String authenticator, String client, String signature) {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-]{1,4096}");

    public Assertion {
        checked(credential);
        checked(nonce);
        checked(authenticator);
        checked(client);
        checked(signature);
    }

    /** A part of it. */
    static void checked(String part) {
        if (!PART.matcher(part).matches()) throw new IllegalArgumentException("not what an authenticator answers");
    }

    /** What must have been signed to agree to this action: SHA-256 of its digest and the nonce. */
    public static Digest challenge(Digest action, String nonce) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(action.bytes());
        bytes.writeBytes(nonce.getBytes(StandardCharsets.UTF_8));
        return Digest.of(bytes.toByteArray());
    }

    public JsonObject json() {
        return JsonObject.with("credential", credential)
                .and("nonce", nonce)
                .and("authenticator", authenticator)
                .and("client", client)
                .and("signature", signature)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no assertion */
    public static Assertion of(Fields fields) {
        var assertion = new Assertion(
                fields.text("credential"),
                fields.text("nonce"),
                fields.text("authenticator"),
                fields.text("client"),
                fields.text("signature"));
        fields.end();
        return assertion;
    }
}
