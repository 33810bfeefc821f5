package dev.bailiwick.app.detection;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One Sigma rule, as far as ours go: selections of fields with the modifiers {@code contains}, {@code startswith} and {@code
 * gte}, joined by {@code and}, {@code or} and {@code not} from left to right.
 */
public record SigmaRule(String title, String level, JsonObject selections, String condition) {
    private static final String CONDITION = "condition";

    public SigmaRule {
        for (String word : condition.split(" ", -1)) {
            if (!List.of("and", "or", "not").contains(word)
                    && selections.object(word).isEmpty()) {
                throw new IllegalArgumentException("the condition names \"" + word + "\", which is no selection");
            }
        }
    }

    /** @throws IllegalArgumentException when the object is no rule of this kind */
    public static SigmaRule of(JsonObject json) {
        var detection = json.object("detection").orElseThrow(() -> new IllegalArgumentException("no detection"));
        return new SigmaRule(
                text(json, "title"), text(json, "level"), detection.minus(CONDITION), text(detection, CONDITION));
    }

    private static String text(JsonObject json, String name) {
        return json.string(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }

    public boolean fires(JsonObject event) {
        boolean all = false;
        boolean first = true;
        boolean not = false;
        String joint = "or";
        for (String word : condition.split(" ", -1)) {
            switch (word) {
                case "and", "or" -> joint = word;
                case "not" -> not = true;
                default -> {
                    boolean one = selected(selections.object(word).orElseThrow(), event) != not;
                    boolean either = first || joint.equals("or");
                    all = either ? (all || one) : (all && one);
                    first = false;
                    not = false;
                }
            }
        }
        return all;
    }

    private static boolean selected(JsonObject selection, JsonObject event) {
        return selection.members().entrySet().stream()
                .allMatch(field -> matches(field.getKey(), field.getValue(), event));
    }

    private static boolean matches(String field, JsonValue wanted, JsonObject event) {
        int bar = field.indexOf('|');
        String path = bar < 0 ? field : field.substring(0, bar);
        String modifier = bar < 0 ? "" : field.substring(bar + 1);
        var found = value(path, event);
        return found.isPresent() && alternatives(wanted).stream().anyMatch(one -> matches(modifier, one, found.get()));
    }

    private static List<JsonValue> alternatives(JsonValue wanted) {
        return wanted instanceof JsonArray array ? array.values() : List.of(wanted);
    }

    private static boolean matches(String modifier, JsonValue wanted, JsonValue found) {
        String pattern = plain(wanted);
        String text = plain(found);
        return switch (modifier) {
            case "" -> text.equals(pattern);
            case "contains" -> text.contains(pattern);
            case "startswith" -> text.startsWith(pattern);
            case "gte" ->
                wanted instanceof JsonNumber least
                        && found instanceof JsonNumber number
                        && number.isLong()
                        && number.longValue() >= least.longValue();
            default -> throw new IllegalArgumentException("the modifier \"" + modifier + "\" is not known here");
        };
    }

    /** Sigma compares without regard to case. */
    private static String plain(JsonValue value) {
        return (value instanceof JsonString(var text) ? text : value.text()).toLowerCase(Locale.ROOT);
    }

    private static Optional<JsonValue> value(String path, JsonObject event) {
        var steps = new ArrayList<>(List.of(path.split("\\.", -1)));
        String last = steps.removeLast();
        Optional<JsonObject> at = Optional.of(event);
        for (String step : steps) at = at.flatMap(object -> object.object(step));
        return at.flatMap(object -> object.get(last));
    }
}
