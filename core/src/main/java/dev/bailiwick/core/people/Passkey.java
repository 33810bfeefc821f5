package dev.bailiwick.core.people;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;

/**
 * The public half of a person's passkey (a WebAuthn credential).
 *
 * @param id the credential's id, base64url
 * @param name what its owner calls it
 * @param key the public key as the authenticator attested it, base64url
 */
public record Passkey(String id, PersonId person, String name, String key, Instant registered) {
    private static final int LONGEST_NAME = 60;

    public Passkey {
        Assertion.checked(id);
        Assertion.checked(key);
        if (name.isBlank() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(Untrusted::hidden)) {
            throw new IllegalArgumentException("a passkey needs a name of 1 to 60 visible characters");
        }
    }

    public JsonObject json() {
        return JsonObject.with("id", id)
                .and("person", person.value())
                .and("name", name)
                .and("key", key)
                .and("registered", registered.toString())
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no passkey */
    public static Passkey of(JsonObject json) {
        var fields = Fields.of(json);
        var passkey = new Passkey(
                fields.text("id"),
                fields.parsed("person", PersonId::new),
                fields.parsed("name", name -> name),
                fields.text("key"),
                fields.parsed("registered", Instant::parse));
        fields.end();
        return passkey;
    }
}
