package dev.bailiwick.core.incident;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.Optional;

/**
 * What a case teaches: something that is changed, by whom and until when (CSF 2.0, ID.IM).
 *
 * @param id its number within the case, such as {@code action-1}
 * @param scenario the drill that must pass with it
 * @param planned when it was said
 * @param done what was changed, and by whom it was said
 */
public record Improvement(
        String id,
        String text,
        PersonId owner,
        Instant due,
        Optional<String> scenario,
        Instant planned,
        Optional<Said> done) {
    public boolean overdue(Instant now) {
        return done.isEmpty() && now.isAfter(due);
    }

    Improvement doneAs(Optional<Said> word) {
        return new Improvement(id, text, owner, due, scenario, planned, word);
    }

    /** What an entry about it says, beside the case. */
    public JsonObject planning(JsonObject entry) {
        var all = entry.plus("action", new JsonString(id))
                .plus("text", new JsonString(text))
                .plus("owner", new JsonString(owner.value()))
                .plus("due", new JsonString(due.toString()));
        return scenario.map(name -> all.plus("scenario", new JsonString(name))).orElse(all);
    }

    static Optional<Improvement> planned(Entry entry) {
        try {
            var fields = Fields.of(entry.body());
            return Optional.of(new Improvement(
                    fields.text("action"),
                    fields.text("text"),
                    fields.parsed("owner", PersonId::new),
                    fields.parsed("due", Instant::parse),
                    fields.optionalText("scenario"),
                    entry.at(),
                    Optional.empty()));
        } catch (JsonException _) {
            return Optional.empty();
        }
    }

    public JsonObject json() {
        return JsonObject.with("action", id)
                .and("text", text)
                .and("owner", owner.value())
                .and("due", due.toString())
                .and("scenario", scenario.map(JsonString::new))
                .and("done", done.map(Said::at).map(at -> new JsonString(at.toString())))
                .and("by", done.map(Said::by).map(JsonString::new))
                .and("change", done.map(Said::text).map(JsonString::new))
                .build();
    }
}
