package dev.bailiwick.core.value;

import java.util.regex.Pattern;

/** One conversation or run of an agent, named by its runtime. */
public record SessionId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[\\p{Graph}]{1,200}");

    public SessionId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a session id (1 to 200 visible characters): \"" + Untrusted.visible(value) + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
