package dev.bailiwick.cedar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time in milliseconds, {@code duration("1d2h")}; may be negative. */
public record Duration(long millis) implements Value, Comparable<Duration> {
    static final long SECOND = 1000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;
    private static final long[] UNITS = {DAY, HOUR, MINUTE, SECOND, 1};
    private static final Pattern SHAPE =
            Pattern.compile("(-?)(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m(?!s))?(?:([0-9]+)s)?(?:([0-9]+)ms)?");

    /** @throws CedarException with the reference implementation's message when the text is no duration */
    public static Duration parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (text.isEmpty() || text.equals("-") || !parts.matches()) throw CedarException.of("invalid duration pattern");
        long sign = "-".equals(parts.group(1)) ? -1 : 1;
        try {
            long total = 0;
            for (int i = 0; i < UNITS.length; i++) {
                String amount = parts.group(i + 2);
                if (amount == null) continue;
                // negative from the start: the smallest long has no positive twin
                long signed = Long.parseLong(sign < 0 ? "-" + amount : amount);
                total = Math.addExact(total, Math.multiplyExact(signed, UNITS[i]));
            }
            return new Duration(total);
        } catch (NumberFormatException | ArithmeticException e) {
            throw CedarException.of("Duration overflows internal representation");
        }
    }

    /** Whole seconds, rounded towards zero, as all of these. */
    public long toSeconds() {
        return millis / SECOND;
    }

    public long toMinutes() {
        return millis / MINUTE;
    }

    public long toHours() {
        return millis / HOUR;
    }

    public long toDays() {
        return millis / DAY;
    }

    @Override
    public int compareTo(Duration other) {
        return Long.compare(millis, other.millis);
    }

    @Override
    public ValueKind kind() {
        return ValueKind.DURATION;
    }

    @Override
    public String toString() {
        return "duration(\"" + millis + "ms\")";
    }
}
