package dev.bailiwick.core.incident;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.Optional;

/**
 * What a person did about one step of the runbook.
 *
 * @param by as {@link dev.bailiwick.core.people.Actor#name()} writes it
 * @param choice which of the step's answers, where it has some
 * @param entry where it stands in the log; empty for what a machine proved, whose step has its own
 */
public record Said(How how, String by, Instant at, Optional<String> choice, String text, Optional<Long> entry) {
    /** In which way a step was closed. */
    public enum How {
        ANSWERED,
        SKIPPED,
        /** By a command that wrote its own entry. */
        DONE
    }

    /** What an entry says, and under which name: the step's key, or what the entry is about. */
    static Said of(Entry entry, How how) {
        var body = entry.body();
        return new Said(
                how,
                entry.actor(),
                entry.at(),
                body.string("choice"),
                body.string("text").orElse(""),
                Optional.of(entry.sequence()));
    }

    public JsonObject json() {
        return JsonObject.with("how", Fields.spelling(how))
                .and("by", by)
                .and("at", at.toString())
                .and("choice", choice.map(JsonString::new))
                .and("text", text)
                .and("entry", entry.map(JsonNumber::of))
                .build();
    }
}
