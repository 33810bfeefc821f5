package dev.bailiwick.secrets.github;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secrets.root.RootKey;
import dev.bailiwick.secrets.token.Assertion;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which app, installed where, and what may be asked of it.
 *
 * @param address {@code https://api.github.com}, or an own server's {@code https://github.example.com/api/v3} without its path
 */
public record Settings(
        URI address, String app, long installation, Assertion key, RootKey root, Map<String, Grant> grants) {
    /**
     * What a token may do.
     *
     * @param permissions {@code read}, or {@code write} which includes it, by what they are for
     */
    public record Grant(List<String> repositories, Map<String, String> permissions) {
        public Grant {
            repositories = List.copyOf(repositories);
            permissions = Map.copyOf(permissions);
            if (repositories.isEmpty()) throw new IllegalArgumentException("a grant names its repositories");
            if (permissions.isEmpty()) throw new IllegalArgumentException("a grant names its permissions");
            if (!permissions.values().stream().allMatch(level -> level.equals("read") || level.equals("write")))
                throw new IllegalArgumentException("a permission is read or write: nobody lends admin");
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
                fields.optionallyParsed("address", URI::create).orElse(URI.create("https://api.github.com")),
                fields.text("app"),
                fields.number("installation"),
                fields.parsed("privateKey", pem -> new Assertion(new Secret(pem))),
                fields.parsed("root", text -> new RootKey(new Secret(text))),
                grants);
    }

    private static Grant grant(Fields fields) {
        var grant = new Grant(fields.texts("repositories"), levels(fields.object("permissions")));
        fields.end();
        return grant;
    }

    private static Map<String, String> levels(JsonObject named) {
        var each = Fields.of(named);
        var levels = new LinkedHashMap<String, String>();
        named.members().keySet().forEach(what -> levels.put(what, each.text(what)));
        return levels;
    }
}
