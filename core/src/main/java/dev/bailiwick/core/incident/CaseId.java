package dev.bailiwick.core.incident;

import dev.bailiwick.core.value.Untrusted;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of one case. */
public record CaseId(String value) {
    private static final Pattern SHAPE = Pattern.compile("case-[0-9a-z]{10,40}");

    public CaseId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a case: \"" + Untrusted.visible(value) + "\"");
        }
    }

    /** The case that a text names, if it names one. */
    static Optional<CaseId> in(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new CaseId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
