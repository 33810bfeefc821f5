package dev.bailiwick.core.secrecy;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNull;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object whose secrets have been replaced by {@code [redacted: kind]}.
 *
 * @param found how many secrets of each kind were replaced
 */
public record Redacted(JsonObject value, Map<SecretKind, Integer> found) {
    public Redacted {
        found = Map.copyOf(found);
    }

    public static Redacted of(JsonObject object) {
        var redaction = new Redaction();
        var value = redaction.object(object);
        return new Redacted(value, redaction.text.found());
    }

    /** The text with its secrets replaced: for what is no JSON, such as a result or a prompt. */
    public static String text(String text) {
        return new SecretText().redacted(text, false);
    }

    /** Whether nothing had to be replaced. */
    public boolean unchanged() {
        return found.isEmpty();
    }

    private static final class Redaction {
        private final SecretText text = new SecretText();

        private JsonObject object(JsonObject object) {
            var members = new LinkedHashMap<String, JsonValue>();
            object.members().forEach((name, value) -> members.put(free(name, members), member(name, value)));
            return new JsonObject(members);
        }

        /** The name of a member, itself free of secrets; two names that became the same are told apart. */
        private String free(String name, Map<String, JsonValue> taken) {
            String redacted = MemberName.of(name).plain() ? name : text.redacted(name, false);
            String free = redacted;
            for (int i = 2; taken.containsKey(free); i++) free = redacted + " " + i;
            return free;
        }

        private JsonValue member(String name, JsonValue value) {
            if (MemberName.of(name).secret()) return hidden(value);
            return value(value, isIdentifier(name));
        }

        /** Everything under a telling name, however it is nested; what is no text or number hides nothing. */
        private JsonValue hidden(JsonValue value) {
            return switch (value) {
                case JsonString(var secret) ->
                    secret.isEmpty() ? value : new JsonString(text.whole(SecretKind.PASSWORD));
                case JsonNumber _ -> new JsonString(text.whole(SecretKind.PASSWORD));
                case JsonArray(var values) ->
                    new JsonArray(values.stream().map(this::hidden).toList());
                case JsonObject(var members) -> {
                    var hidden = new LinkedHashMap<String, JsonValue>();
                    members.forEach((name, each) -> hidden.put(free(name, hidden), hidden(each)));
                    yield new JsonObject(hidden);
                }
                case JsonBoolean _, JsonNull _ -> value;
            };
        }

        private JsonValue value(JsonValue value, boolean identifier) {
            return switch (value) {
                case JsonString(var string) -> string(string, value, identifier);
                case JsonNumber number -> number(number);
                case JsonArray(var values) -> array(values);
                case JsonObject object -> object(object);
                case JsonBoolean _, JsonNull _ -> value;
            };
        }

        private JsonValue string(String string, JsonValue same, boolean identifier) {
            String redacted = text.redacted(string, identifier);
            return redacted.equals(string) ? same : new JsonString(redacted);
        }

        private JsonValue number(JsonNumber number) {
            String digits = number.value().toPlainString();
            boolean card = number.value().scale() <= 0 && number.value().signum() > 0 && CardNumber.is(digits);
            return card ? new JsonString(text.whole(SecretKind.CARD_NUMBER)) : number;
        }

        /** In a list of arguments, a flag speaks for the argument behind it. */
        private JsonArray array(List<JsonValue> values) {
            List<JsonValue> redacted = new ArrayList<>(values.size());
            boolean secretNext = false;
            for (var value : values) {
                redacted.add(secretNext ? hidden(value) : value(value, false));
                secretNext = value instanceof JsonString(var flag)
                        && SecretForm.SECRET_FLAG.matcher(flag).matches();
            }
            return new JsonArray(redacted);
        }

        private static boolean isIdentifier(String name) {
            return name.equals("id")
                    || name.endsWith("Id")
                    || name.endsWith("_id")
                    || name.endsWith("igest")
                    || name.endsWith("ash");
        }
    }
}
