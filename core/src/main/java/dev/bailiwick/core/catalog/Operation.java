package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/**
 * One call, understood.
 *
 * @param id the operation in the catalogue, such as {@code openclaw.exec}, or {@code unclassified}
 * @param verb what it does in the policy language's words, such as {@code read}, {@code send}, {@code execute}
 * @param tier the tier of this concrete call
 * @param target what it acts on, for people and for search; empty when it has no target
 * @param because why this tier, one clause each, most telling first
 * @param hazard what makes the call refusable whatever anybody approves, empty when nothing does
 */
public record Operation(String id, String verb, Tier tier, String target, List<String> because, List<String> hazard) {
    public static final String UNCLASSIFIED = "unclassified";

    public Operation {
        because = List.copyOf(because);
        hazard = List.copyOf(hazard);
    }

    public boolean classified() {
        return !id.equals(UNCLASSIFIED);
    }

    public JsonObject json() {
        return JsonObject.with("id", id)
                .and("verb", verb)
                .and("tier", tier.number())
                .and("target", target)
                .and("because", dev.bailiwick.json.JsonArray.ofStrings(because))
                .and("hazard", dev.bailiwick.json.JsonArray.ofStrings(hazard))
                .build();
    }
}
