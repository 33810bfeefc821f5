package dev.bailiwick.core.node;

import dev.bailiwick.core.value.Untrusted;
import java.util.regex.Pattern;

/** The name of an agents' machine, as certificates and pages show it. */
public record NodeId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public NodeId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a node's name (lower-case letters, digits, -, at most 63): \""
                    + Untrusted.visible(value) + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
