package dev.bailiwick.secrets.oauth;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.secrets.root.RootKey;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the authorization server is, who we are there, and what may be asked of it.
 *
 * @param introspection where it says whether a token is alive; without it no end can be proved
 * @param refresh what a person's consent came to; without it the client asks in its own name
 * @param offline whether services check tokens without asking: then only expiry ends one
 * @param longest how long a token lives when the server does not say
 */
public record Settings(
        URI address,
        String token,
        String revocation,
        Optional<String> introspection,
        Client client,
        Optional<Secret> refresh,
        boolean offline,
        Duration longest,
        RootKey root,
        Map<String, Grant> grants) {
    /** Who we are there. */
    public record Client(String id, Secret secret) {}

    /**
     * What a token may do.
     *
     * @param audience the one service a token is exchanged for (RFC 8693); without it the first token is lent itself
     */
    public record Grant(String scope, Optional<String> audience) {
        public Grant {
            if (!scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+( [\\x21\\x23-\\x5B\\x5D-\\x7E]+)*"))
                throw new IllegalArgumentException("not a scope such as `contacts.read contacts.list`");
        }
    }

    public Settings {
        grants = Map.copyOf(grants);
    }

    /** @throws dev.bailiwick.json.JsonException when the object does not say it */
    public static Settings of(Fields fields) {
        var grants = new LinkedHashMap<String, Grant>();
        var named = fields.object("grants");
        var each = Fields.of(named);
        named.members().keySet().forEach(name -> grants.put(name, grant(each.fields(name))));
        return new Settings(
                fields.parsed("address", URI::create),
                fields.text("tokenPath"),
                fields.text("revocationPath"),
                fields.optionalText("introspectionPath"),
                new Client(fields.text("clientId"), fields.parsed("clientSecret", Secret::new)),
                fields.optionallyParsed("refreshToken", Secret::new),
                fields.optionalFlag("offline").orElse(false),
                Duration.ofSeconds(fields.optionalNumber("longestSeconds").orElse(3600L)),
                fields.parsed("root", text -> new RootKey(new Secret(text))),
                grants);
    }

    private static Grant grant(Fields fields) {
        var grant = new Grant(fields.text("scope"), fields.optionalText("audience"));
        fields.end();
        return grant;
    }
}
