package dev.bailiwick.core.hardening;

import dev.bailiwick.json.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How old the runtime, and whatever else the feed dates, may become. A version the feed does not date is unknown, and counts as
 * too old.
 *
 * @param maximumDays since it was released
 */
public record Ages(long maximumDays, List<Release> releases) {
    /** When a version came out. */
    public record Release(Part.Kind kind, String name, Version version, LocalDate on) {
        boolean dates(Part part) {
            return kind == part.kind() && name.equals(part.name());
        }

        private static Release of(Fields fields) {
            var release = new Release(
                    fields.oneOf("kind", Part.Kind.class),
                    fields.parsed("name", Advisories::line),
                    fields.parsed("version", Version::new),
                    fields.parsed("on", LocalDate::parse));
            fields.end();
            return release;
        }
    }

    public Ages {
        requireDays(maximumDays);
        releases = List.copyOf(releases);
    }

    private static long requireDays(long days) {
        if (days < 1 || days > 3650) throw new IllegalArgumentException("expected 1 to 3650 days");
        return days;
    }

    /** Empty when the feed sets no age. */
    static Optional<Ages> of(Fields fields) {
        List<Release> releases = new ArrayList<>();
        for (var each : fields.list("releases")) releases.add(Release.of(each));
        return fields.has("maximumAgeDays")
                ? Optional.of(new Ages(fields.whole("maximumAgeDays", Ages::requireDays), releases))
                : Optional.empty();
    }

    /** Why this part is too old, if it is. */
    Optional<String> against(Part part, Instant now) {
        var dated = releases.stream().filter(each -> each.dates(part)).toList();
        if (dated.isEmpty() && part.kind() != Part.Kind.RUNTIME) return Optional.empty();
        return dated.stream()
                .filter(each -> part.version().equals(Optional.of(each.version())))
                .findFirst()
                .map(each -> tooOld(part, each, now))
                .orElseGet(() -> Optional.of(part + ": the feed does not know this version, so not its age either"));
    }

    private Optional<String> tooOld(Part part, Release release, Instant now) {
        long days = ChronoUnit.DAYS.between(release.on(), LocalDate.ofInstant(now, ZoneOffset.UTC));
        return days <= maximumDays
                ? Optional.empty()
                : Optional.of(part + ": " + days + " days old, at most " + maximumDays + " are allowed");
    }
}
