package dev.bailiwick.core.hardening;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Versions with a known weakness, as a feed file (docs/hardening.md) names them.
 *
 * @param issued when the feed was made; what is too old a feed proves nothing
 * @param ages how old versions may become; empty: as old as they like
 */
public record Advisories(Instant issued, List<Advisory> all, Optional<Ages> ages) {
    private static final Duration FRESH = Duration.ofDays(7);
    private static final String SOURCE = "the versions that lie there, and the advisory feed";

    /**
     * One of them.
     *
     * @param below the first version without the weakness; absent: every version has it
     * @param due until when it has to be gone
     */
    public record Advisory(String id, Part.Kind kind, String name, Optional<Version> below, LocalDate due) {
        /** A part whose version is not known is counted among those that have it. */
        boolean concerns(Part part) {
            return kind == part.kind()
                    && name.equals(part.name())
                    && (below.isEmpty()
                            || part.version().isEmpty()
                            || part.version().get().compareTo(below.get()) < 0);
        }

        String words(Part part) {
            return part + ": " + id + ", due " + due
                    + below.map(first -> ", gone in " + first).orElse("");
        }
    }

    public Advisories {
        all = List.copyOf(all);
    }

    private static long requireFormat(long format) {
        if (format != 1) throw new IllegalArgumentException("expected the version 1");
        return format;
    }

    static String line(String text) {
        if (text.isBlank() || text.length() > 200) throw new IllegalArgumentException("expected 1 to 200 characters");
        return text;
    }

    /** @throws dev.bailiwick.json.JsonException naming the place of what is wrong */
    public static Advisories of(JsonObject json) {
        var fields = Fields.of(json);
        fields.whole("version", Advisories::requireFormat);
        var issued = fields.parsed("issued", Instant::parse);
        List<Advisory> all = new ArrayList<>();
        for (var each : fields.list("advisories")) {
            all.add(new Advisory(
                    each.parsed("id", Advisories::line),
                    each.oneOf("kind", Part.Kind.class),
                    each.parsed("name", Advisories::line),
                    each.optionallyParsed("below", Version::new),
                    each.parsed("due", LocalDate::parse)));
            each.end();
        }
        var ages = Ages.of(fields);
        fields.end();
        return new Advisories(issued, all, ages);
    }

    /** What the feed says of these parts. */
    public Result over(List<Part> parts, Instant now) {
        var known = parts.stream()
                .flatMap(part ->
                        Stream.concat(weaknesses(part), ages.flatMap(each -> each.against(part, now)).stream()))
                .sorted()
                .collect(Collectors.joining("; "));
        if (!known.isEmpty()) return Result.fail(Check.HST_04, known, SOURCE);
        if (parts.isEmpty()) return Result.unknown(Check.HST_04, "nobody said where runtime, plugins and skills lie");
        if (!now.isBefore(issued.plus(FRESH))) {
            return Result.unknown(
                    Check.HST_04, "the advisory feed of " + issued + " is older than " + FRESH.toDays() + " days");
        }
        return Result.pass(
                Check.HST_04, "none of " + parts.size() + " parts has a known weakness or is too old", SOURCE);
    }

    private Stream<String> weaknesses(Part part) {
        return all.stream().filter(each -> each.concerns(part)).map(each -> each.words(part));
    }
}
