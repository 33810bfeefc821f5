package dev.bailiwick.core.incident;

import dev.bailiwick.core.value.Untrusted;
import java.util.regex.Pattern;

/** The name of one case. */
public record CaseId(String value) {
    private static final Pattern SHAPE = Pattern.compile("case-[0-9a-z]{10,40}");

    public CaseId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a case: \"" + Untrusted.visible(value) + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
