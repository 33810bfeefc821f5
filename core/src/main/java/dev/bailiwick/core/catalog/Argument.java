package dev.bailiwick.core.catalog;

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

/**
 * One value in a call's arguments.
 *
 * @param path where it stands, such as {@code recipients[0]}
 * @param name the name it stands under
 */
public record Argument(String path, String name, String text, Role role) {
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
                    if (Shape.of(key).reaches()) found.add(new Argument(inner, name, key, Role.DESTINATION));
                    collect(inner, key, member, lexicon, found);
                });
            case JsonArray(var values) -> {
                for (int i = 0; i < values.size(); i++) {
                    collect(path + "[" + i + "]", name, values.get(i), lexicon, found);
                }
            }
            case JsonString(var text) -> found.add(new Argument(path, name, text, role(name, text, lexicon)));
            case JsonNumber(var number) ->
                found.add(new Argument(path, name, number.toPlainString(), ofNumber(name, lexicon)));
            case JsonBoolean _, JsonNull _ -> {}
        }
    }

    private static Role ofNumber(String name, Lexicon lexicon) {
        var words = Spelling.words(name);
        if (words.stream().anyMatch(word -> lexicon.argument("amount", word))) return Role.AMOUNT;
        boolean id = !words.isEmpty() && Spelling.stem(words.getLast()).equals("id");
        return id || words.stream().anyMatch(word -> lexicon.argument("secret", word)) ? Role.DESTINATION : Role.OTHER;
    }

    private static Role role(String name, String text, Lexicon lexicon) {
        if (text.isBlank()) return Role.OTHER;
        var words = Spelling.words(name);
        String last = words.isEmpty() ? "" : words.getLast();
        if (words.stream().anyMatch(word -> lexicon.argument("secret", word))) return Role.SECRET;
        if (lexicon.argument("command", last)) return Role.COMMAND;
        if (words.stream().anyMatch(word -> lexicon.argument("access", word)))
            return lexicon.lists("least-access", text.strip().toLowerCase(Locale.ROOT)) ? Role.OTHER : Role.ACCESS;
        var shape = Shape.of(text);
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
