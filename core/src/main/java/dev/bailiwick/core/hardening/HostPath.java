package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.Untrusted;
import java.util.regex.Pattern;

/**
 * An absolute path of plain characters. Blanks, quotes, braces, commas, colons, percent and dollar signs each mean something in
 * one of the languages a profile is rendered into, so no path has them.
 */
public record HostPath(String text) implements Comparable<HostPath> {
    private static final Pattern SHAPE = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._+@-]{1,128}){1,24}");

    public HostPath {
        if (!SHAPE.matcher(text).matches() || text.length() > 512) {
            throw new IllegalArgumentException(
                    "not an absolute path of letters, digits and . _ + @ - without . and .. and final slash: \""
                            + Untrusted.visible(text) + "\"");
        }
    }

    /** Whether this is the other path or lies below it. */
    public boolean within(HostPath folder) {
        return text.equals(folder.text) || text.startsWith(folder.text + "/");
    }

    /** The last name. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    public HostPath below(String name) {
        return new HostPath(text + "/" + name);
    }

    int depth() {
        return (int) text.chars().filter(c -> c == '/').count();
    }

    @Override
    public int compareTo(HostPath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
