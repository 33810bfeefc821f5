package dev.bailiwick.core.register.integration;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * What it would change, as it was computed when it was asked for.
 *
 * @param before the agent's reach, scored, without it
 * @param after the same with it
 * @param reached what the agent would reach besides
 * @param combinations powers that would be together for the first time, and why that is worse
 * @param missing safeguards its permissions need and the request does not state
 * @param warnings what somebody should look at
 * @param credentials how many the agent would hold
 */
public record Assessment(
        long before,
        long after,
        List<String> reached,
        List<String> combinations,
        Set<Safeguard> missing,
        List<String> warnings,
        int credentials) {
    public Assessment {
        reached = List.copyOf(reached);
        combinations = List.copyOf(combinations);
        missing = Set.copyOf(missing);
        warnings = List.copyOf(warnings);
    }

    /** The change of the score in words. */
    public String change() {
        if (before == 0) return after == 0 ? "no change" : "from nothing to " + after;
        return "%+d %%".formatted((after - before) * 100 / before);
    }

    public JsonObject json() {
        return JsonObject.builder()
                .and("before", before)
                .and("after", after)
                .and("change", change())
                .and("reached", JsonArray.ofStrings(reached))
                .and("combinations", JsonArray.ofStrings(combinations))
                .and(
                        "missing",
                        JsonArray.ofStrings(
                                missing.stream().sorted().map(Fields::spelling).toList()))
                .and("warnings", JsonArray.ofStrings(warnings))
                .and("credentials", credentials)
                .build();
    }

    static Assessment of(Fields fields) {
        var assessment = new Assessment(
                fields.number("before"),
                fields.number("after"),
                fields.texts("reached"),
                fields.texts("combinations"),
                Set.copyOf(fields.eachOneOf("missing", Safeguard.class)),
                fields.texts("warnings"),
                fields.whole("credentials", Math::toIntExact));
        fields.text("change");
        fields.end();
        return assessment;
    }
}
