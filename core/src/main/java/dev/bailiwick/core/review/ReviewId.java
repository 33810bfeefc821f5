package dev.bailiwick.core.review;

import dev.bailiwick.core.value.Untrusted;
import java.util.regex.Pattern;

/** The name of a review: the entry it is about, so that one entry is never reviewed twice. */
public record ReviewId(String value) {
    private static final Pattern SHAPE = Pattern.compile("review-(0|[1-9][0-9]{0,15})");

    public ReviewId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a review such as review-17: \"" + Untrusted.visible(value) + "\"");
        }
    }

    public static ReviewId about(long entry) {
        return new ReviewId("review-" + entry);
    }

    @Override
    public String toString() {
        return value;
    }
}
