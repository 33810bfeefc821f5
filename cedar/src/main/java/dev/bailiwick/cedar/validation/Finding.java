package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.Position;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong with a policy, or odd about it.
 *
 * @param policyId the policy, template or link
 * @param position where in the policy; the start of the policy when the place has no position of its own
 * @param subjects what it is about, for programs: names, counts, types, in the order the message mentions them
 * @param message one line, without the position
 * @param hint what would help
 */
public record Finding(
        String policyId,
        Problem problem,
        Position position,
        List<String> subjects,
        String message,
        Optional<String> hint) {
    public Finding {
        subjects = List.copyOf(subjects);
    }

    @Override
    public String toString() {
        return "policy `" + policyId + "`: " + message
                + (position.known() ? " at " + position : "")
                + hint.map(text -> " (" + text + ")").orElse("");
    }
}
