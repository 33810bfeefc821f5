package dev.bailiwick.secrets.postgres;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secrets.root.RootKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How to reach the server, and what it may grant.
 *
 * @param url such as {@code jdbc:postgresql://db.example.com/crm?sslmode=verify-full}
 * @param user may create roles, end their sessions, and grant the groups
 * @param grants the group roles behind each name that a key may ask for; nothing else can be asked for
 * @param connections how many sessions one role may have at a time
 * @param standing whether one role serves a key until it is rotated, rather than one for each use
 */
public record Settings(
        String url,
        String user,
        Secret password,
        RootKey root,
        Map<String, List<String>> grants,
        int connections,
        boolean standing) {
    private static final Pattern GROUP = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public Settings {
        if (!url.startsWith("jdbc:postgresql://")) throw new IllegalArgumentException("not a jdbc:postgresql:// URL");
        if (connections < 1) throw new IllegalArgumentException("a role has one connection at least");
        grants = Map.copyOf(grants);
        grants.values().forEach(groups -> groups.forEach(Settings::requireGroup));
    }

    /** A group that is a superuser, or owns the database, would be no limit. */
    private static void requireGroup(String group) {
        if (!GROUP.matcher(group).matches() || group.startsWith("pg_") || group.equals("postgres"))
            throw new IllegalArgumentException("not a group role of your own: lower-case letters, digits and _");
    }

    /** @throws dev.bailiwick.json.JsonException when the object does not say how */
    public static Settings of(Fields fields) {
        var grants = new LinkedHashMap<String, List<String>>();
        JsonObject named = fields.object("grants");
        var each = Fields.of(named);
        named.members().keySet().forEach(name -> grants.put(name, each.texts(name)));
        return new Settings(
                fields.text("url"),
                fields.text("user"),
                fields.parsed("password", Secret::new),
                fields.parsed("root", text -> new RootKey(new Secret(text))),
                grants,
                fields.optionalNumber("connections").orElse(2L).intValue(),
                fields.optionalFlag("standing").orElse(false));
    }
}
