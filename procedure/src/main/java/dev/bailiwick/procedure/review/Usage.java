package dev.bailiwick.procedure.review;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.review.Grant;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What agents did with what they may, as the log has it: what was permitted to each, and at the host of each credential. */
final class Usage {
    private record Count(long times, Instant last) {}

    private final List<Grant> grants;
    private final Map<String, Count> counts = new HashMap<>();
    private final Map<String, Set<String>> operations = new HashMap<>();

    private Usage(List<Grant> grants) {
        this.grants = grants;
    }

    /** These grants with what was done since then. */
    static List<Grant> of(AuditLog log, Instant since, List<Grant> grants) {
        var usage = new Usage(grants);
        log.read(0, Wanted.of(Event.Kind.DECISION).from(since), entry -> {
            usage.take(entry);
            return true;
        });
        return grants.stream().map(usage::beside).toList();
    }

    private void take(Entry entry) {
        var decided = Decided.of(entry);
        if (!decided.verdict().equals(Optional.of("permit"))) return;
        grants.stream()
                .filter(grant -> entry.agent().equals(Optional.of(grant.agent().value())))
                .filter(grant -> concerns(grant, decided))
                .forEach(grant -> count(grant, decided, entry.at()));
    }

    private static boolean concerns(Grant grant, Decided decided) {
        if (grant.key().isPresent()) return decided.target().orElse("").contains(grant.granted());
        return grant.integration().isEmpty()
                || decided.use()
                        .filter(use -> use.tool()
                                ? grant.operations().contains(use.name())
                                : use.systems().contains(grant.system()))
                        .isPresent();
    }

    private void count(Grant grant, Decided decided, Instant at) {
        counts.merge(grant.name(), new Count(1, at), (one, other) -> new Count(one.times() + 1, other.last()));
        decided.use()
                .ifPresent(use -> operations
                        .computeIfAbsent(grant.name(), _ -> new HashSet<>())
                        .add(use.name()));
    }

    private Grant beside(Grant grant) {
        var count = Optional.ofNullable(counts.get(grant.name()));
        return grant.used(count.map(Count::times).orElse(0L), count.map(Count::last))
                .without(operations.getOrDefault(grant.name(), Set.of()));
    }
}
