package dev.bailiwick.core.policy;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Which policies two versions do not share, by id; how they are laid out does not count. */
public record PolicyDifference(List<String> added, List<String> changed, List<String> removed) {
    /** @throws dev.bailiwick.cedar.CedarException when a text is not Cedar */
    public static PolicyDifference of(PolicyText before, PolicyText after) {
        var old = texts(before);
        var now = texts(after);
        return new PolicyDifference(
                now.keySet().stream().filter(id -> !old.containsKey(id)).toList(),
                now.keySet().stream()
                        .filter(id -> old.containsKey(id) && !Objects.equals(now.get(id), old.get(id)))
                        .toList(),
                old.keySet().stream().filter(id -> !now.containsKey(id)).toList());
    }

    private static Map<String, String> texts(PolicyText text) {
        var texts = new TreeMap<String, String>();
        Policies.of(text).forEach(policy -> texts.put(policy.id(), policy.text()));
        return texts;
    }

    public JsonObject json() {
        return JsonObject.with("added", JsonArray.ofStrings(added))
                .and("changed", JsonArray.ofStrings(changed))
                .and("removed", JsonArray.ofStrings(removed))
                .build();
    }
}
