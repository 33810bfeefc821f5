package dev.bailiwick.core.register.integration;

import dev.bailiwick.core.value.Untrusted;
import java.util.regex.Pattern;

/** The handle of one request for an integration, and of what becomes of it. */
public record IntegrationId(String value) {
    private static final Pattern SHAPE = Pattern.compile("int-[0-9a-z]{10,40}");

    public IntegrationId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an integration's id: \"" + Untrusted.visible(value) + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
