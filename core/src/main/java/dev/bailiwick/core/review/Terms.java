package dev.bailiwick.core.review;

import dev.bailiwick.core.policy.Obligation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long people have, as the policies' obligations say it: {@code post_review=72h}, {@code review=weekly}. */
public final class Terms {
    private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,3})([mhd])");
    /** What an obligation that nobody here understands counts as: the shortest, never none. */
    private static final Duration UNKNOWN = Duration.ofDays(1);

    private Terms() {}

    /** The shortest term that obligations of this kind give; empty when none obliges. */
    public static Optional<Duration> of(List<Obligation> obligations, Obligation.Kind kind) {
        return obligations.stream()
                .filter(each -> each.kind() == kind)
                .map(each -> term(each.value()))
                .min(Comparator.naturalOrder());
    }

    private static Duration term(String value) {
        return switch (value) {
            case "daily" -> Duration.ofDays(1);
            case "weekly" -> Duration.ofDays(7);
            case "monthly" -> Duration.ofDays(30);
            default -> span(value);
        };
    }

    private static Duration span(String value) {
        var match = SPAN.matcher(value);
        if (!match.matches()) return UNKNOWN;
        long number = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
