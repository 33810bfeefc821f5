package dev.bailiwick.connector.siem;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of JSON Schema 2020-12 that the schemas of this package use, and no others: one it does not know is refused. */
final class JsonSchema {
    private static final Set<String> REMARKS = Set.of("$schema", "$defs", "title", "description", "then");
    private static final String DEFINITIONS = "#/$defs/";

    private final JsonObject root;

    JsonSchema(JsonObject root) {
        this.root = root;
    }

    List<String> faults(JsonValue value) {
        return new Look(value, "").at(root).faults;
    }

    /** One value being looked at, and what the schemas that apply to it have said. */
    private final class Look {
        private final JsonValue value;
        private final String place;
        private final Set<String> evaluated = new HashSet<>();
        private final List<String> faults = new ArrayList<>();

        Look(JsonValue value, String place) {
            this.value = value;
            this.place = place;
        }

        /** What needs to know which names the others took comes last. */
        Look at(JsonObject schema) {
            schema.members().forEach((word, said) -> {
                if (!word.startsWith("unevaluated") && !word.startsWith("additional")) word(schema, word, said);
            });
            if (schema.has("unevaluatedProperties") || schema.has("additionalProperties")) strangers();
            return this;
        }

        private void word(JsonObject schema, String word, JsonValue said) {
            if (REMARKS.contains(word)) return;
            switch (word) {
                case "type" -> expect(is(text(said)), "is no " + text(said));
                case "const" -> expect(value.equals(said), "is not " + said);
                case "enum" -> expect(list(said).contains(value), "is none of " + said);
                case "minItems" -> expect(!(value instanceof JsonArray array) || array.size() >= 1, "is empty");
                case "required" -> list(said).forEach(name -> expect(has(text(name)), "lacks " + text(name)));
                case "properties" -> ((JsonObject) said).members().forEach(this::property);
                case "items" -> items((JsonObject) said);
                case "$ref" -> at(definition(text(said)));
                case "allOf" -> list(said).forEach(each -> at((JsonObject) each));
                case "anyOf" -> expect(list(said).stream().anyMatch(this::holds), "has none of " + said);
                case "if" -> {
                    if (holds(said)) at(schema.object("then").orElseThrow());
                }
                default -> throw new IllegalStateException("a word of JSON Schema that is not known here: " + word);
            }
        }

        private void expect(boolean holds, String otherwise) {
            if (!holds) faults.add((place.isEmpty() ? "the event" : place) + " " + otherwise);
        }

        private boolean is(String type) {
            return switch (type) {
                case "object" -> value instanceof JsonObject;
                case "array" -> value instanceof JsonArray;
                case "string" -> value instanceof JsonString;
                case "boolean" -> value instanceof JsonBoolean;
                case "integer" ->
                    value instanceof JsonNumber && value.toString().matches("-?[0-9]+");
                default -> throw new IllegalStateException("a type that is not known here: " + type);
            };
        }

        private boolean has(String name) {
            return value instanceof JsonObject object && object.has(name);
        }

        private boolean holds(JsonValue schema) {
            return new Look(value, place).at((JsonObject) schema).faults.isEmpty();
        }

        private void property(String name, JsonValue schema) {
            if (!(value instanceof JsonObject object)) return;
            object.get(name).ifPresent(found -> {
                evaluated.add(name);
                faults.addAll(new Look(found, place + "/" + name).at((JsonObject) schema).faults);
            });
        }

        private void items(JsonObject schema) {
            if (!(value instanceof JsonArray array)) return;
            for (var each : array) faults.addAll(new Look(each, place + "/-").at(schema).faults);
        }

        private void strangers() {
            members().keySet().stream()
                    .filter(name -> !evaluated.contains(name))
                    .forEach(name -> expect(false, "has " + name + ", which is not known"));
        }

        private Map<String, JsonValue> members() {
            return value instanceof JsonObject object ? object.members() : Map.of();
        }
    }

    private JsonObject definition(String reference) {
        return Optional.of(reference)
                .filter(text -> text.startsWith(DEFINITIONS))
                .flatMap(text -> root.object("$defs").flatMap(all -> all.object(text.substring(DEFINITIONS.length()))))
                .orElseThrow(() -> new IllegalStateException("the schema does not define " + reference));
    }

    private static List<JsonValue> list(JsonValue said) {
        return ((JsonArray) said).values();
    }

    private static String text(JsonValue said) {
        return ((JsonString) said).value();
    }
}
