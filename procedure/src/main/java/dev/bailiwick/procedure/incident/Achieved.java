package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/**
 * What a step answers about itself.
 *
 * @param note one line for a person
 * @param detail for the log
 */
public record Achieved(Outcome outcome, String note, JsonObject detail) {
    public static Achieved done(String note, JsonObject detail) {
        return new Achieved(Outcome.DONE, note, detail);
    }

    public static Achieved failed(String note) {
        return new Achieved(Outcome.FAILED, note, JsonObject.EMPTY);
    }

    public static Achieved byHand(String note) {
        return new Achieved(Outcome.BY_HAND, note, JsonObject.EMPTY);
    }

    /** Done, unless something is named that was not. */
    public static Achieved unless(List<String> failed, String note) {
        return failed.isEmpty() ? done(note, JsonObject.EMPTY) : failed(String.join("; ", failed));
    }
}
