package dev.bailiwick.cedar.corpus;

import dev.bailiwick.cedar.validation.Finding;
import java.util.regex.Pattern;

/**
 * Makes the errors of the reference implementation comparable with ours: the kind of problem, and for some kinds what it
 * is about. How often an error is repeated is left out: the reference tells apart what differs in types nobody sees.
 */
final class ReferenceErrors {
    private static final Pattern COUNTS = Pattern.compile("Expected (\\d+), got (\\d+)");
    private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");

    private ReferenceErrors() {}

    static String kind(Finding finding) {
        return switch (finding.problem()) {
            case UNGUARDED_ATTRIBUTE, NO_SUCH_ATTRIBUTE, UNKNOWN_ENTITY_TYPE, ARGUMENT_COUNT ->
                finding.problem() + " " + String.join(" ", finding.subjects());
            default -> finding.problem().toString();
        };
    }

    static String kind(String message) {
        if (message.contains("empty set literal")) return "EMPTY_SET";
        if (message.contains("Failed to parse")) return "MALFORMED_ARGUMENT";
        if (message.contains("access to tag")) return "UNGUARDED_TAG";
        if (message.contains("optional attribute")) return "UNGUARDED_ATTRIBUTE " + quoted(message, 1, 2);
        if (message.contains("not found")) return "NO_SUCH_ATTRIBUTE " + quoted(message, 1, 2);
        if (message.contains("applicable action")) return "NO_APPLICABLE_ACTION";
        if (message.contains("entity type `")) return "UNKNOWN_ENTITY_TYPE " + quoted(message, 1, 1);
        if (message.contains("unrecognized action")) return "UNKNOWN_ACTION";
        if (message.contains("non-literal")) return "COMPUTED_ARGUMENT";
        if (message.contains("not compatible")) return "INCOMPATIBLE_TYPES";
        if (message.contains("unexpected type")) return "UNEXPECTED_TYPE";
        var counts = COUNTS.matcher(message);
        return counts.find() ? "ARGUMENT_COUNT " + counts.group(1) + " " + counts.group(2) : "? " + message;
    }

    /** The quoted parts of a message from one to another, the policy's id being the first. */
    private static String quoted(String message, int from, int to) {
        var parts = QUOTED.matcher(message).results().map(part -> part.group(1)).toList();
        return String.join(" ", parts.subList(from, Math.min(to + 1, parts.size())));
    }
}
