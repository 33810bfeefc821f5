package dev.bailiwick.core.people;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TokenId;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/**
 * What a program of a person's presents to the HTTP API instead of the person: never more than the person may, and of that
 * only its scopes.
 *
 * @param name what it is for, in its person's words
 * @param secret the digest of the value, which is shown once
 */
public record ApiToken(
        TokenId id, PersonId person, String name, Set<Scope> scopes, Digest secret, Instant created, Instant expires) {
    /** What every value begins with, so that a scanner of leaked secrets knows one. */
    public static final String PREFIX = "bwt_";

    private static final int LONGEST = 60;

    public ApiToken {
        if (name.isBlank() || name.length() > LONGEST || name.codePoints().anyMatch(Untrusted::hidden))
            throw new IllegalArgumentException("a token needs a name of 1 to " + LONGEST + " visible characters");
        if (scopes.isEmpty()) throw new IllegalArgumentException("a token needs a scope");
        if (!created.isBefore(expires)) throw new IllegalArgumentException("a token ends after it begins");
        scopes = Set.copyOf(scopes);
    }

    public boolean live(Instant now) {
        return now.isBefore(expires);
    }

    public JsonObject json() {
        return JsonObject.with("id", id.value())
                .and("person", person.value())
                .and("name", name)
                .and(
                        "scopes",
                        JsonArray.ofStrings(
                                scopes.stream().sorted().map(Fields::spelling).toList()))
                .and("secret", secret.hex())
                .and("created", created.toString())
                .and("expires", expires.toString())
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no token */
    public static ApiToken of(JsonObject json) {
        var fields = Fields.of(json);
        var token = new ApiToken(
                fields.parsed("id", TokenId::new),
                fields.parsed("person", PersonId::new),
                fields.text("name"),
                Set.copyOf(fields.eachOneOf("scopes", Scope.class)),
                fields.parsed("secret", Digest::new),
                fields.parsed("created", Instant::parse),
                fields.parsed("expires", Instant::parse));
        fields.end();
        return token;
    }
}
