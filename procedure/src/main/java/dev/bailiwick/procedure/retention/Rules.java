package dev.bailiwick.procedure.retention;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.register.Retention;
import dev.bailiwick.core.register.Retention.RetentionClass;
import dev.bailiwick.json.Fields;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which rule the body of an entry has outlived. */
public record Rules(Retention retention) {
    /** What the house still reads, however old it is: which policies are in force, what a case found, what was removed. */
    private static final Set<Event.Kind> KEPT =
            EnumSet.of(Event.Kind.POLICY, Event.Kind.INCIDENT, Event.Kind.RETENTION, Event.Kind.PRUNED);

    private static final Set<String> KINDS =
            Stream.of(Event.Kind.values()).map(Fields::spelling).collect(Collectors.toUnmodifiableSet());

    /** A class that speaks of a kind there is not would keep nothing of it; empty when there is none. */
    public static Optional<String> misspelt(Retention retention) {
        return retention.classes().stream()
                .flatMap(each -> each.kinds().stream())
                .filter(kind -> !KINDS.contains(kind))
                .findFirst();
    }

    /** The rule by which the entry may go, empty while it may not. */
    Optional<String> outlived(Entry entry, Instant now) {
        if (KEPT.contains(entry.kind())) return Optional.empty();
        var rule = of(entry);
        return outlived(rule, entry, now) ? Optional.of(rule.rule()) : Optional.empty();
    }

    private static boolean outlived(RetentionClass rule, Entry entry, Instant now) {
        return !entry.at().atZone(ZoneOffset.UTC).plus(rule.keep()).toInstant().isAfter(now);
    }

    /** Whether not even the shortest rule is outlived: what stands behind this entry in the log is younger still. */
    boolean young(Entry entry, Instant now) {
        return Stream.concat(retention.classes().stream(), Stream.of(Retention.USUAL))
                .noneMatch(rule -> outlived(rule, entry, now));
    }

    private RetentionClass of(Entry entry) {
        return retention.classes().stream()
                .filter(each -> fits(each, entry))
                .findFirst()
                .orElse(Retention.USUAL);
    }

    private static boolean fits(RetentionClass rule, Entry entry) {
        if (!rule.kinds().isEmpty() && !rule.kinds().contains(Fields.spelling(entry.kind()))) return false;
        if (!rule.agents().isEmpty() && !rule.agents().contains(entry.agent().orElse(""))) return false;
        return Decided.of(entry)
                .tier()
                .map(tier -> tier >= rule.from().number())
                .orElse(rule.from().number() == 1);
    }
}
