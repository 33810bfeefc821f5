package dev.bailiwick.host.ask;

import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;

/** What the decision point answered to an attempt. Everything but a permit means: do not. */
public sealed interface Answer {
    /** Go, once. */
    record Permit(long entry) implements Answer {}

    /** A person must decide, and has not yet. */
    record Pending(String message) implements Answer {}

    /** No, or not a second time. */
    record Refused(String message) implements Answer {}

    /** @throws Unanswered when it is none of the answers there are */
    static Answer of(JsonObject json) {
        try {
            var word = json.string("answer").orElse("");
            return switch (word) {
                case "permit" -> new Permit(entry(json));
                case "pending" -> new Pending(message(json));
                case "refusal", "already-executed" -> new Refused(message(json));
                default -> throw new Unanswered("its answer was not understood");
            };
        } catch (JsonException e) {
            throw new Unanswered("its answer was not understood");
        }
    }

    private static long entry(JsonObject json) {
        long entry = dev.bailiwick.json.Fields.of(json).number("entry");
        if (entry < 0) throw new Unanswered("it permitted without an entry in the log");
        return entry;
    }

    private static String message(JsonObject json) {
        return json.string("message").orElse("refused");
    }
}
