package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * One call, understood.
 *
 * @param id the operation in the catalogue, such as {@code openclaw.exec}, or {@code unclassified}
 * @param verb what it does, in the catalogue's own words, for people and for the action's digest; what policies see is {@link Verb}
 * @param tier the tier of this concrete call
 * @param target what it acts on, for people and for search, clipped; empty when it has no target. The agent's own words
 * @param because why this tier, one clause each, most telling first; never the agent's words
 * @param hazard what makes the call refusable whatever anybody approves, empty when nothing does; never the agent's words
 */
public record Operation(
        String id, Known known, String verb, Tier tier, String target, List<String> because, List<String> hazard) {
    public static final String UNCLASSIFIED = "unclassified";

    /** How we know what the call does. */
    public enum Known {
        /** The catalogue has its tool. */
        CATALOGUED,
        /** Read from a tool nobody has described, where only one reading was possible. */
        INFERRED,
        /** IT has looked at its tool. */
        CONFIRMED,
        UNCLASSIFIED
    }

    /** How a tool is called that the catalogue does not know but IT put into a tier. */
    public static final String CONFIRMED = "confirmed";

    private static final int LONGEST_TARGET = 300;

    public Operation {
        because = List.copyOf(because);
        hazard = List.copyOf(hazard);
    }

    public boolean classified() {
        return known != Known.UNCLASSIFIED;
    }

    /** This unclassified call, now that IT has said what its tool can do. */
    public Operation confirmed(Tier said) {
        return new Operation(
                CONFIRMED,
                Known.CONFIRMED,
                "use",
                said,
                target,
                List.of("IT put this tool into tier " + said.number()),
                hazard);
    }

    /** The same, in a higher tier for one more reason. */
    public Operation raised(Tier higher, String reason) {
        var reasons = new ArrayList<String>();
        reasons.add(reason);
        reasons.addAll(because);
        return new Operation(id, known, verb, higher, target, reasons, hazard);
    }

    static String target(List<String> targets) {
        String all = String.join(", ", targets);
        if (all.length() <= LONGEST_TARGET) return all;
        int end = Character.isHighSurrogate(all.charAt(LONGEST_TARGET - 1)) ? LONGEST_TARGET - 1 : LONGEST_TARGET;
        return all.substring(0, end) + "…";
    }

    public JsonObject json() {
        return JsonObject.with("id", id)
                .and("known", Fields.spelling(known))
                .and("verb", verb)
                .and("tier", tier.number())
                .and("target", target)
                .and("because", JsonArray.ofStrings(because))
                .and("hazard", JsonArray.ofStrings(hazard))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no operation */
    public static Operation of(JsonObject json) {
        var fields = Fields.of(json);
        var operation = new Operation(
                fields.text("id"),
                fields.oneOf("known", Known.class),
                fields.text("verb"),
                fields.whole("tier", Tier::of),
                fields.text("target"),
                fields.texts("because"),
                fields.texts("hazard"));
        fields.end();
        return operation;
    }
}
