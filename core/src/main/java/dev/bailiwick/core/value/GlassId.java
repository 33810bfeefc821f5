package dev.bailiwick.core.value;

import java.util.regex.Pattern;

/** The name of one breaking of the glass. */
public record GlassId(String value) {
    private static final Pattern SHAPE = Pattern.compile("glass-[0-9a-z]{10,40}");

    public GlassId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a broken glass: \"" + Untrusted.visible(value) + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
