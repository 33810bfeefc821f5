package dev.bailiwick.core.value;

import java.util.regex.Pattern;

/** The name of one API token; it opens nothing. */
public record TokenId(String value) {
    private static final Pattern SHAPE = Pattern.compile("token-[0-9a-z]{10,40}");

    public TokenId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a token: \"" + Untrusted.visible(value) + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
