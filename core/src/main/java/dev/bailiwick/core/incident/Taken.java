package dev.bailiwick.core.incident;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One step as it was taken.
 *
 * @param began by the wall clock
 * @param note one line for a person
 * @param detail what the step found or did, one form per step
 */
public record Taken(Step step, Outcome outcome, Instant began, Duration took, String note, JsonObject detail) {
    /** Whether nothing is left for a machine to do about it. */
    public boolean settled() {
        return outcome.settled() || !step.repeated();
    }

    /** Whether it says the same of the same step, whatever the clock said. */
    public boolean repeats(Taken other) {
        return step == other.step && outcome == other.outcome && note.equals(other.note);
    }

    public JsonObject json() {
        return JsonObject.with("step", Fields.spelling(step))
                .and("outcome", Fields.spelling(outcome))
                .and("began", began.toString())
                .and("millis", took.toMillis())
                .and("note", note)
                .and("detail", detail)
                .build();
    }

    /** The step that an entry tells, empty when a later version wrote what this one does not know. */
    static Optional<Taken> read(JsonObject json) {
        try {
            return Optional.of(of(Fields.of(json)));
        } catch (JsonException _) {
            return Optional.empty();
        }
    }

    /** Reads the fields of {@link #json}; the caller ends the object. */
    public static Taken of(Fields fields) {
        return new Taken(
                fields.oneOf("step", Step.class),
                fields.oneOf("outcome", Outcome.class),
                fields.parsed("began", Instant::parse),
                Duration.ofMillis(fields.number("millis")),
                fields.text("note"),
                fields.object("detail"));
    }
}
