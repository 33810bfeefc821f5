package dev.bailiwick.core.register.automation;

import java.util.regex.Pattern;

/** The name of an automation, as {@code bailiwick.yaml} gives it. */
public record AutomationId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_.-]{0,62}");

    public AutomationId {
        if (!SHAPE.matcher(value).matches())
            throw new IllegalArgumentException(
                    "not an automation's name (lower-case letters, digits, _ . -, at most 63)");
    }

    @Override
    public String toString() {
        return value;
    }
}
