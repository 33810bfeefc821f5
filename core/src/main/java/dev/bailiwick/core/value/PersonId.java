package dev.bailiwick.core.value;

import java.util.regex.Pattern;

/** The name of a person, unique in the register. */
public record PersonId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_.-]{0,62}");

    public PersonId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a person id (lower-case letters, digits, _ . -, at most 63): \""
                    + Untrusted.visible(value) + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
