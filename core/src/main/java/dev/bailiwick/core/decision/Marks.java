package dev.bailiwick.core.decision;

import dev.bailiwick.core.value.Label;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.Set;

/**
 * What makes few calls graver than they look.
 *
 * @param taintedCommand whether untrusted content holds the very command
 * @param destroys whether it deletes
 * @param labels what the organisation says of what is acted on
 * @param read what it says of what this run has read, of a call that leaves the organisation
 */
public record Marks(boolean taintedCommand, boolean destroys, Set<Label> labels, Set<Label> read) {
    public static final Marks NONE = new Marks(false, false, Set.of(), Set.of());

    public Marks {
        labels = Set.copyOf(labels);
        read = Set.copyOf(read);
    }

    JsonObject json() {
        return JsonObject.builder()
                .and("taintedCommand", taintedCommand)
                .and("destroys", destroys)
                .and("labels", spelled(labels))
                .and("read", spelled(read))
                .build();
    }

    private static JsonArray spelled(Set<Label> labels) {
        return JsonArray.ofStrings(
                labels.stream().sorted().map(Fields::spelling).toList());
    }

    /** @throws dev.bailiwick.json.JsonException when the object is none */
    static Marks of(JsonObject json) {
        var fields = Fields.of(json);
        var marks = new Marks(
                fields.flag("taintedCommand"),
                fields.flag("destroys"),
                Set.copyOf(fields.eachOneOf("labels", Label.class)),
                Set.copyOf(fields.eachOneOf("read", Label.class)));
        fields.end();
        return marks;
    }
}
