package dev.bailiwick.secrets.aws;

import dev.bailiwick.core.credential.AwsKey;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.secrets.root.RootKey;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which role sessions are of, and what each grant's session may do.
 *
 * @param sts such as {@code https://sts.eu-central-1.amazonaws.com}
 * @param iam {@code https://iam.amazonaws.com}
 * @param arn the whole name of the role
 * @param own what we call with: allowed to assume the role, and to read and write one policy of it
 * @param grants the session policy of each name that a key may ask for
 */
public record SessionSettings(
        URI sts, URI iam, String region, String arn, AwsKey own, RootKey root, Map<String, JsonObject> grants) {
    public SessionSettings {
        grants = Map.copyOf(grants);
        if (!arn.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,200}"))
            throw new IllegalArgumentException("not a role such as arn:aws:iam::123456789012:role/agent-desk");
        grants.values().forEach(SessionSettings::requireModest);
    }

    String role() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** No session changes rights, whatever its role may do. */
    private static void requireModest(JsonObject policy) {
        for (var statement : policy.array("Statement")) {
            boolean allows =
                    ((JsonObject) statement).string("Effect").orElse("").equals("Allow");
            boolean named = ((JsonObject) statement).has("Action");
            if (allows && (!named || actions((JsonObject) statement).anyMatch(SessionSettings::tooMuch)))
                throw new IllegalArgumentException(
                        "a session policy names its actions, and none of iam, sts or organizations");
        }
    }

    private static Stream<String> actions(JsonObject statement) {
        JsonValue actions = statement.get("Action").orElseThrow();
        var each = actions instanceof JsonArray many ? many.values().stream() : Stream.of(actions);
        return each.map(action -> action instanceof JsonString(var text) ? text.toLowerCase(Locale.ROOT) : "*");
    }

    private static boolean tooMuch(String action) {
        int colon = action.indexOf(':');
        var service = colon < 0 ? action : action.substring(0, colon);
        return service.contains("*")
                || service.contains("?")
                || service.equals("iam")
                || service.equals("sts")
                || service.equals("organizations");
    }

    /** @throws dev.bailiwick.json.JsonException when the object does not say it */
    public static SessionSettings of(Fields fields) {
        var grants = new LinkedHashMap<String, JsonObject>();
        var named = fields.object("grants");
        var each = Fields.of(named);
        named.members().keySet().forEach(name -> grants.put(name, each.object(name)));
        var region = fields.text("region");
        return new SessionSettings(
                fields.optionallyParsed("sts", URI::create)
                        .orElse(URI.create("https://sts." + region + ".amazonaws.com")),
                fields.optionallyParsed("iam", URI::create).orElse(URI.create("https://iam.amazonaws.com")),
                region,
                fields.text("role"),
                fields.parsed("key", text -> AwsKey.of(new Secret(text))),
                fields.parsed("root", text -> new RootKey(new Secret(text))),
                grants);
    }
}
