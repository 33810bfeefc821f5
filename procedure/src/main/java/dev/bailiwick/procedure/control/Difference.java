package dev.bailiwick.procedure.control;

import dev.bailiwick.core.control.Binding;

/**
 * One record on which store and log do not agree.
 *
 * @param record as the store has it; without digest when the store has none
 */
public record Difference(Binding record, Kind kind) {
    /** How they differ. */
    public enum Kind {
        /** The store has what no entry speaks of. */
        WITHOUT_ENTRY,
        /** The store has another record than the log says. */
        NOT_AS_LOGGED,
        /** The log says it is in force, and the store has none. */
        MISSING
    }

    /** One line for a person. */
    public String sentence() {
        return record.key()
                + switch (kind) {
                    case WITHOUT_ENTRY -> " is in the store and in no entry of the log";
                    case NOT_AS_LOGGED -> " is not in the store as the log says it was recorded";
                    case MISSING -> " is in the log and no longer in the store";
                };
    }
}
