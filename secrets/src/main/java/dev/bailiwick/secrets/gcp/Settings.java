package dev.bailiwick.secrets.gcp;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.secrets.token.Assertion;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In whose name tokens are asked for, and of whom.
 *
 * @param account ours: it has {@code roles/iam.serviceAccountTokenCreator} on each grant's account, and nothing else
 */
public record Settings(URI tokens, URI credentials, String account, Assertion key, Map<String, Grant> grants) {
    private static final String ACCOUNT = "[a-z0-9-]{1,63}@[a-z0-9.-]{1,100}\\.gserviceaccount\\.com";

    /** Whose token, and for what. */
    public record Grant(String account, List<String> scopes) {
        public Grant {
            scopes = List.copyOf(scopes);
            if (!account.matches(ACCOUNT)) throw new IllegalArgumentException("not the address of a service account");
            if (scopes.isEmpty()) throw new IllegalArgumentException("a grant names its scopes");
        }
    }

    public Settings {
        grants = Map.copyOf(grants);
        if (!account.matches(ACCOUNT)) throw new IllegalArgumentException("not the address of a service account");
    }

    /** @throws dev.bailiwick.json.JsonException when the object does not say it */
    public static Settings of(Fields fields) {
        var grants = new LinkedHashMap<String, Grant>();
        var named = fields.object("grants");
        var each = Fields.of(named);
        named.members().keySet().forEach(name -> grants.put(name, grant(each.fields(name))));
        return new Settings(
                fields.optionallyParsed("tokens", URI::create).orElse(URI.create("https://oauth2.googleapis.com")),
                fields.optionallyParsed("credentials", URI::create)
                        .orElse(URI.create("https://iamcredentials.googleapis.com")),
                fields.text("account"),
                fields.parsed("privateKey", pem -> new Assertion(new Secret(pem))),
                grants);
    }

    private static Grant grant(Fields fields) {
        var grant = new Grant(fields.text("account"), fields.texts("scopes"));
        fields.end();
        return grant;
    }
}
