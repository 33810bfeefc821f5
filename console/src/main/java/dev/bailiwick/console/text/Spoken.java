package dev.bailiwick.console.text;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.Tier;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Our own words for tiers, states, steps, functions and times, the same on every page. */
public final class Spoken {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Spoken() {}

    public static String tier(Tier tier) {
        return switch (tier) {
            case T1 -> "reads inside";
            case T2 -> "writes inside";
            case T3 -> "leaves the house";
            case T4 -> "changes infrastructure";
        };
    }

    public static String state(State state) {
        return switch (state) {
            case PENDING -> "waiting";
            case APPROVED -> "approved, not started yet";
            case DENIED -> "denied";
            case EXPIRED -> "expired";
            case WITHDRAWN -> "withdrawn";
            case REVOKED -> "revoked";
            case CLAIMED -> "running";
            case EXECUTED -> "executed";
            case FAILED -> "failed";
            case UNKNOWN -> "outcome unknown";
        };
    }

    public static String step(Step step) {
        return switch (step) {
            case DRAFT -> "draft";
            case OBSERVE -> "observe";
            case PILOT -> "pilot";
            case PRODUCTION -> "production";
        };
    }

    public static String function(Function function) {
        return switch (function) {
            case SECURITY -> "Security";
            case IT -> "IT";
            case BUSINESS -> "Business";
        };
    }

    /** Such as {@code IT and Security}. */
    public static String functions(Collection<Function> functions) {
        return String.join(
                " and ",
                functions.stream()
                        .sorted(Comparator.naturalOrder())
                        .map(Spoken::function)
                        .toList());
    }

    /** Such as {@code 2026-11-24 09:05:00 UTC}. */
    public static String time(Instant at) {
        return CLOCK.format(at) + " UTC";
    }

    /** The same within the day, to the minute. */
    public static String timeOfDay(Instant at) {
        return MINUTE.format(at) + " UTC";
    }

    /** The instant as {@code <time datetime>} wants it. */
    public static String iso(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Such as {@code 8 min 20 s}; nothing is left when the duration is over. */
    public static String left(Duration left) {
        long seconds = Math.max(0, left.toSeconds());
        if (seconds < 60) return seconds + " s";
        if (seconds < 3_600) return seconds / 60 + " min " + seconds % 60 + " s";
        if (seconds < 86_400) return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
        return seconds / 86_400 + " d " + seconds % 86_400 / 3_600 + " h";
    }
}
