package dev.bailiwick.core.policy;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.List;

/**
 * Every policy that had something to say about a request, whether it decided or not.
 *
 * @param permits ids, in the order of the set
 * @param forbids those nobody may lift first
 * @param errors policies that failed; one is enough to refuse
 */
public record Applied(List<String> permits, List<Forbid> forbids, List<String> errors) {
    public static final Applied NOTHING = new Applied(List.of(), List.of(), List.of());

    /**
     * A forbid that applied.
     *
     * @param requestable whether people could lift it
     */
    public record Forbid(String id, String reason, boolean requestable) {
        JsonObject json() {
            return JsonObject.with("id", id)
                    .and("reason", reason)
                    .and("requestable", requestable)
                    .build();
        }

        static Forbid of(Fields fields) {
            var forbid = new Forbid(fields.text("id"), fields.text("reason"), fields.flag("requestable"));
            fields.end();
            return forbid;
        }
    }

    public Applied {
        permits = List.copyOf(permits);
        forbids = List.copyOf(forbids);
        errors = List.copyOf(errors);
    }

    public JsonObject json() {
        return JsonObject.with("permits", JsonArray.ofStrings(permits))
                .and(
                        "forbids",
                        new JsonArray(forbids.stream()
                                .map(forbid -> (JsonValue) forbid.json())
                                .toList()))
                .and("errors", JsonArray.ofStrings(errors))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object says nothing of the kind */
    public static Applied of(JsonObject json) {
        var fields = Fields.of(json);
        var applied = new Applied(
                fields.texts("permits"),
                fields.list("forbids").stream().map(Forbid::of).toList(),
                fields.texts("errors"));
        fields.end();
        return applied;
    }
}
