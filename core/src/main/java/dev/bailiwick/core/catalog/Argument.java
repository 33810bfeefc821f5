package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.SecretShape;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNull;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One value in a call's arguments.
 *
 * @param path where it stands, such as {@code recipients[0]}
 * @param name the name it stands under
 * @param secret what secret its text carries
 */
public record Argument(String path, String name, String text, Shape shape, Role role, Optional<String> secret) {
    /** How many values of one call are looked at; a call with more is looked at as far, and says so by its tier. */
    static final int MOST = 400;

    /** Every value in the arguments, however deep, each with its role. */
    static List<Argument> of(JsonObject arguments, Lexicon lexicon) {
        List<Argument> found = new ArrayList<>();
        collect("", "", arguments, lexicon, found);
        return found;
    }

    /** JSON is no deeper than its reader allows. */
    private static void collect(String path, String name, JsonValue value, Lexicon lexicon, List<Argument> found) {
        if (found.size() >= MOST) return;
        switch (value) {
            case JsonObject object ->
                object.members().forEach((key, member) -> {
                    String inner = path.isEmpty() ? key : path + "." + key;
                    if (Shape.of(key).reaches()) found.add(of(inner, name, key, Shape.of(key), Role.DESTINATION));
                    collect(inner, key, member, lexicon, found);
                });
            case JsonArray(var values) -> {
                for (int i = 0; i < values.size(); i++) {
                    collect(path + "[" + i + "]", name, values.get(i), lexicon, found);
                }
            }
            case JsonString(var text) -> {
                var shape = Shape.of(text);
                found.add(of(path, name, text, shape, role(name, text, shape, lexicon)));
            }
            case JsonNumber(var number) -> {
                String text = number.toPlainString();
                found.add(of(path, name, text, Shape.of(text), ofNumber(name, lexicon)));
            }
            case JsonBoolean _, JsonNull _ -> {}
        }
    }

    private static Argument of(String path, String name, String text, Shape shape, Role role) {
        return new Argument(path, name, text, shape, role, SecretShape.in(text));
    }

    private static Role ofNumber(String name, Lexicon lexicon) {
        var words = Spelling.words(name);
        if (words.stream().anyMatch(word -> lexicon.argument("amount", word))) return Role.AMOUNT;
        boolean id = !words.isEmpty() && Spelling.stem(words.getLast()).equals("id");
        return id || words.stream().anyMatch(word -> lexicon.argument("secret", word)) ? Role.DESTINATION : Role.OTHER;
    }

    private static Role role(String name, String text, Shape shape, Lexicon lexicon) {
        if (text.isBlank()) return Role.OTHER;
        var words = Spelling.words(name);
        String last = words.isEmpty() ? "" : words.getLast();
        if (words.stream().anyMatch(word -> lexicon.argument("secret", word))) return Role.SECRET;
        if (lexicon.argument("command", last)) return Role.COMMAND;
        if (words.stream().anyMatch(word -> lexicon.argument("access", word)))
            return lexicon.lists("least-access", text.strip().toLowerCase(Locale.ROOT)) ? Role.OTHER : Role.ACCESS;
        if (shape == Shape.AMOUNT && words.stream().anyMatch(word -> lexicon.argument("amount", word)))
            return Role.AMOUNT;
        if (shape.reaches()) return Role.DESTINATION;
        if (shape == Shape.MOMENT) return Role.OTHER;
        if (lexicon.argument("content", last)) return Role.CONTENT;
        if (lexicon.argument("destination", last) || lexicon.argument("web", last)) return Role.DESTINATION;
        if (shape == Shape.PROSE) return Role.CONTENT;
        if (shape == Shape.AMOUNT) return Role.OTHER;
        return words.stream().anyMatch(word -> lexicon.argument("destination", word)) ? Role.DESTINATION : Role.CONTENT;
    }
}
