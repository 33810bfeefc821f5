package dev.bailiwick.core.value;

import java.util.regex.Pattern;

/** The name of one delegation. */
public record DelegationId(String value) {
    private static final Pattern SHAPE = Pattern.compile("delegation-[0-9a-z]{10,40}");

    public DelegationId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a delegation id: \"" + Untrusted.visible(value) + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
