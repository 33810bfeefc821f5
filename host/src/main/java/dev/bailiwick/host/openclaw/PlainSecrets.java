package dev.bailiwick.host.openclaw;

import dev.bailiwick.core.register.Inventory;
import dev.bailiwick.core.secrecy.Redacted;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNull;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A configuration without its secrets, and where they stood. What only refers to a secret kept elsewhere (a SecretRef, an
 * environment variable) is none.
 */
record PlainSecrets(JsonObject redacted, List<Inventory.Exposed> places) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_][A-Z0-9_]*}");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\s*(?:bearer|basic|token|bot)?\\s*");
    private static final Set<String> SOURCES = Set.of("env", "file", "exec", "store");
    /** What stands where a secret stood. */
    static final Pattern MARK = Pattern.compile("\\[redacted: ([a-z-]+)]");

    static PlainSecrets in(JsonObject config) {
        var bare = (JsonObject) withoutReferences(config);
        var redacted = Redacted.of(bare).value();
        List<Inventory.Exposed> places = new ArrayList<>();
        compare(bare, redacted, "", places);
        return new PlainSecrets(redacted, List.copyOf(places));
    }

    private static JsonValue withoutReferences(JsonValue value) {
        return switch (value) {
            case JsonObject object when refers(object) -> JsonNull.NULL;
            case JsonObject(var members) -> {
                var kept = new LinkedHashMap<String, JsonValue>();
                members.forEach((name, each) -> kept.put(name, withoutReferences(each)));
                yield new JsonObject(kept);
            }
            case JsonArray(var values) ->
                new JsonArray(
                        values.stream().map(PlainSecrets::withoutReferences).toList());
            case JsonString(var text) when text.contains("${") -> new JsonString(withoutVariables(text));
            default -> value;
        };
    }

    /** A SecretRef: exactly source, id and perhaps a provider; a value beside them would be a value. */
    private static boolean refers(JsonObject object) {
        return object.string("source").filter(SOURCES::contains).isPresent()
                && object.string("id").isPresent()
                && Set.of("source", "provider", "id")
                        .containsAll(object.members().keySet());
    }

    private static String withoutVariables(String text) {
        String rest = VARIABLE.matcher(text).replaceAll("");
        return SCHEME.matcher(rest).matches() ? "" : rest;
    }

    /** Redacting keeps the order of members, so that the two are read side by side; names are told as redacted. */
    private static void compare(JsonValue bare, JsonValue redacted, String at, List<Inventory.Exposed> places) {
        if (bare instanceof JsonObject(var left) && redacted instanceof JsonObject(var right)) {
            var values = left.values().iterator();
            var names = left.keySet().iterator();
            right.forEach((name, value) -> {
                String place = at + "/" + pointer(name);
                if (!names.next().equals(name)) places.add(new Inventory.Exposed(place, kind(name)));
                compare(values.next(), value, place, places);
            });
        } else if (bare instanceof JsonArray(var left) && redacted instanceof JsonArray(var right)) {
            for (int i = 0; i < left.size(); i++) compare(left.get(i), right.get(i), at + "/" + i, places);
        } else if (!bare.equals(redacted)) {
            places.add(new Inventory.Exposed(at, kind(redacted.text())));
        }
    }

    static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String kind(String redacted) {
        var mark = MARK.matcher(redacted);
        return mark.find() ? mark.group(1).replace('-', ' ') : "a secret";
    }
}
