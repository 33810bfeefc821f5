package dev.bailiwick.core.value;

import java.util.regex.Pattern;

/** The name of a governed agent, unique in the register. */
public record AgentId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_.-]{0,62}");

    public AgentId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an agent id (lower-case letters, digits, _ . -, at most 63): \""
                    + Untrusted.visible(value) + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
