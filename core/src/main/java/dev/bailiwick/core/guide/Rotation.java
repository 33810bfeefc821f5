package dev.bailiwick.core.guide;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;

/**
 * How often a credential is replaced, and how.
 *
 * @param days the longest a standing credential should live
 */
public record Rotation(int days, Fact how) {
    public Rotation {
        if (days < 1 || days > 366) throw new IllegalArgumentException("a rotation is due after 1 to 366 days");
    }

    static Rotation of(Fields fields, Certainty otherwise) {
        var sure = Fact.certainty(fields, otherwise);
        var how = fields.parsed("how", text -> new Fact(text, sure));
        var rotation = fields.whole("days", days -> new Rotation(Math.toIntExact(Math.min(days, 1000)), how));
        fields.end();
        return rotation;
    }

    JsonObject json() {
        return JsonObject.with("days", JsonNumber.of(days))
                .and("how", how.text())
                .and("sure", Fields.spelling(how.sure()))
                .build();
    }
}
