package dev.bailiwick.core.catalog;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A tool and what it is called with. */
public record Call(String tool, JsonObject arguments) {
    /**
     * The texts found under some arguments.
     *
     * @param odd whether there is anything else than text and arrays of text: then nobody knows what the tool will do with it
     */
    record Texts(List<String> found, boolean odd) {
        boolean none() {
            return found.isEmpty() && !odd;
        }
    }

    /** What stands under these arguments, each a text or an array of texts. */
    Texts texts(List<String> names) {
        List<String> found = new ArrayList<>();
        boolean odd = false;
        for (String name : names) {
            var value = arguments.get(name);
            if (value.isEmpty()) continue;
            switch (value.get()) {
                case JsonString(var text) -> found.add(text);
                case JsonArray(var values) -> {
                    for (var each : values) {
                        if (each instanceof JsonString(var text)) found.add(text);
                        else odd = true;
                    }
                    odd |= values.isEmpty();
                }
                default -> odd = true;
            }
        }
        return new Texts(List.copyOf(found), odd);
    }

    /** Every text and every member's name in the arguments, however deep; without recursion. */
    List<String> allTexts() {
        List<String> texts = new ArrayList<>();
        for (var member : allMembers()) {
            texts.add(member.getKey());
            if (member.getValue() instanceof JsonString(var text)) texts.add(text);
        }
        return texts;
    }

    /** Every member of every object in the arguments, however deep; elements of arrays under the array's name. */
    List<Map.Entry<String, JsonValue>> allMembers() {
        List<Map.Entry<String, JsonValue>> members = new ArrayList<>();
        Deque<Map.Entry<String, JsonValue>> open =
                new ArrayDeque<>(arguments.members().entrySet());
        while (!open.isEmpty()) {
            var member = open.poll();
            members.add(member);
            switch (member.getValue()) {
                case JsonObject object -> open.addAll(object.members().entrySet());
                case JsonArray(var values) -> values.forEach(value -> open.add(Map.entry(member.getKey(), value)));
                default -> {}
            }
        }
        return members;
    }
}
