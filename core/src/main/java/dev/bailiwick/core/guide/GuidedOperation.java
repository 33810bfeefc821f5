package dev.bailiwick.core.guide;

import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;

/**
 * Something an agent does there.
 *
 * @param id the catalogue's own id, or the guide's name, a dot and a word where the catalogue has none
 * @param tier the floor; the concrete call may raise it
 * @param raised the tier of the calls that {@code when} tells
 * @param scope the permission it needs
 */
public record GuidedOperation(String id, Tier tier, Optional<Raised> raised, String scope, Certainty sure) {
    /** When the floor is not enough. */
    public record Raised(Tier tier, String when) {
        static Raised of(Fields fields) {
            var raised = new Raised(fields.whole("tier", Tier::of), fields.text("when"));
            fields.end();
            return raised;
        }

        JsonObject json() {
            return JsonObject.with("tier", JsonNumber.of(tier.number()))
                    .and("when", when)
                    .build();
        }
    }

    public GuidedOperation {
        if (raised.filter(above -> above.tier().compareTo(tier) <= 0).isPresent()) {
            throw new IllegalArgumentException("\"" + id + "\" is raised to a tier that is no higher");
        }
    }

    static GuidedOperation of(Fields fields, Certainty otherwise) {
        var operation = new GuidedOperation(
                fields.text("id"),
                fields.whole("tier", Tier::of),
                fields.has("raised") ? Optional.of(Raised.of(fields.fields("raised"))) : Optional.empty(),
                fields.text("scope"),
                Fact.certainty(fields, otherwise));
        fields.end();
        return operation;
    }

    JsonObject json() {
        return JsonObject.with("id", new JsonString(id))
                .and("tier", tier.number())
                .and("raised", raised.map(Raised::json))
                .and("scope", scope)
                .and("sure", Fields.spelling(sure))
                .build();
    }
}
