package dev.bailiwick.core.hardening;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A version of numbers with dots, such as {@code 2026.9.6}; with a suffix such as {@code -beta.1} it comes before the one without. */
public record Version(String text) implements Comparable<Version> {
    private static final Pattern SHAPE =
            Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9}){0,5}(?:[-+][A-Za-z0-9.+-]{1,40})?");

    public Version {
        if (!SHAPE.matcher(text).matches()) throw new IllegalArgumentException("expected a version such as 2026.9.6");
    }

    /** Empty when the text is no version. */
    public static Optional<Version> read(String text) {
        var bare = text.startsWith("v") ? text.substring(1) : text;
        return SHAPE.matcher(bare).matches() ? Optional.of(new Version(bare)) : Optional.empty();
    }

    private long[] numbers() {
        return Arrays.stream(text.split("[-+]", 2)[0].split("\\.", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private boolean early() {
        return text.split("\\+", 2)[0].contains("-");
    }

    @Override
    public int compareTo(Version other) {
        var one = numbers();
        var two = other.numbers();
        for (int i = 0; i < Math.max(one.length, two.length); i++) {
            int order = Long.compare(i < one.length ? one[i] : 0, i < two.length ? two[i] : 0);
            if (order != 0) return order;
        }
        int order = Boolean.compare(other.early(), early());
        return order != 0 ? order : text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
