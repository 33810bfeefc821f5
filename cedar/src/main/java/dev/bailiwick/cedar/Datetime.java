package dev.bailiwick.cedar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An instant in milliseconds since 1970 UTC, {@code datetime("2024-01-31T12:00:00Z")}. */
public record Datetime(long epochMillis) implements Value, Comparable<Datetime> {
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final Pattern TIME = Pattern.compile("T([0-9]{2}):([0-9]{2}):([0-9]{2})");
    private static final Pattern REST = Pattern.compile("(?:\\.([0-9]{3}))?(?:Z|([+-])([0-9]{2})([0-9]{2}))");

    /** @throws CedarException with the reference implementation's message when the text is none of the five shapes */
    public static Datetime parse(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.lookingAt()) throw CedarException.of("invalid date pattern");
        if (date.end() == text.length()) return new Datetime(epochDay(date) * Duration.DAY);
        Matcher time = TIME.matcher(text).region(date.end(), text.length());
        if (!time.lookingAt()) throw CedarException.of("invalid hour/minute/second pattern");
        Matcher rest = REST.matcher(text).region(time.end(), text.length());
        if (!rest.matches()) throw CedarException.of("invalid millisecond and/or offset pattern");
        // the shape is checked first, then the numbers, both from left to right
        long millis = epochDay(date) * Duration.DAY + timeOfDay(time);
        if (rest.group(1) != null) millis += Long.parseLong(rest.group(1));
        return new Datetime(millis - offset(rest));
    }

    private static long epochDay(Matcher date) {
        try {
            return LocalDate.of(number(date, 1), number(date, 2), number(date, 3))
                    .toEpochDay();
        } catch (DateTimeException e) {
            throw CedarException.of("invalid date: " + date.group());
        }
    }

    private static long timeOfDay(Matcher time) {
        int hour = number(time, 1);
        int minute = number(time, 2);
        int second = number(time, 3);
        if (hour > 23 || minute > 59 || second > 59) {
            throw CedarException.of(
                    "invalid hour/minute/second: " + time.group().substring(1));
        }
        return hour * Duration.HOUR + minute * Duration.MINUTE + second * Duration.SECOND;
    }

    private static long offset(Matcher rest) {
        if (rest.group(2) == null) return 0;
        int hour = number(rest, 3);
        int minute = number(rest, 4);
        if (hour > 23 || minute > 59) throw CedarException.of("invalid offset range: " + hour + minute);
        long millis = hour * Duration.HOUR + minute * Duration.MINUTE;
        return "-".equals(rest.group(2)) ? -millis : millis;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** Midnight UTC of the day this instant falls on; floors for instants before 1970. */
    public Datetime toDate() {
        return new Datetime(Math.subtractExact(epochMillis, Math.floorMod(epochMillis, Duration.DAY)));
    }

    /** The time since midnight UTC, never negative. */
    public Duration toTime() {
        return new Duration(Math.floorMod(epochMillis, Duration.DAY));
    }

    @Override
    public int compareTo(Datetime other) {
        return Long.compare(epochMillis, other.epochMillis);
    }

    @Override
    public ValueKind kind() {
        return ValueKind.DATETIME;
    }

    /** An instant beyond the four-digit years is written as an offset from 1970: it has no literal of its own. */
    @Override
    public String toString() {
        long day = Math.floorDiv(epochMillis, Duration.DAY);
        long time = Math.floorMod(epochMillis, Duration.DAY);
        if (day < LocalDate.of(0, 1, 1).toEpochDay()
                || day > LocalDate.of(9999, 12, 31).toEpochDay()) {
            return "datetime(\"1970-01-01\").offset(" + new Duration(epochMillis) + ")";
        }
        return String.format(
                java.util.Locale.ROOT,
                "datetime(\"%sT%02d:%02d:%02d.%03dZ\")",
                LocalDate.ofEpochDay(day),
                time / Duration.HOUR,
                time / Duration.MINUTE % 60,
                time / Duration.SECOND % 60,
                time % Duration.SECOND);
    }
}
