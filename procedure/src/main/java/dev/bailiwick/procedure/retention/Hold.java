package dev.bailiwick.procedure.retention;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.search.Criteria;
import java.time.Instant;
import java.util.Optional;

/**
 * A legal hold: what it covers is not pruned, whatever the rules say, until two people have lifted it.
 *
 * @param id after the entry that set it, such as {@code hold-812}
 * @param by as the log names whoever set it
 * @param about the case it was set for
 * @param asked who wants it lifted, and waits for somebody else to agree
 */
public record Hold(
        String id,
        Instant since,
        String by,
        String reason,
        Optional<String> about,
        Criteria covered,
        Optional<String> asked) {
    static final String SET = "hold-set";
    static final String LIFT_ASKED = "hold-lift-asked";
    static final String LIFTED = "hold-lifted";

    static JsonObject body(String reason, Optional<String> about, Criteria covered) {
        return JsonObject.with("what", SET)
                .and("reason", reason)
                .and("case", about.map(JsonString::new))
                .and("covers", covered.json())
                .build();
    }

    static Hold of(Entry entry) {
        var fields = Fields.of(entry.body());
        return new Hold(
                "hold-" + entry.sequence(),
                entry.at(),
                entry.actor(),
                fields.text("reason"),
                fields.optionalText("case"),
                Criteria.of(fields.fields("covers")),
                Optional.empty());
    }

    Hold asked(String person) {
        return new Hold(id, since, by, reason, about, covered, Optional.of(person));
    }

    /** @param whole the entry, with a body that lies beside the log put back */
    boolean covers(Entry whole) {
        return covered.covers(whole);
    }

    public JsonObject json() {
        return JsonObject.with("hold", id)
                .and("since", since.toString())
                .and("by", by)
                .and("reason", reason)
                .and("case", about.map(JsonString::new))
                .and("covers", covered.json())
                .and("liftAskedBy", asked.map(JsonString::new))
                .build();
    }
}
