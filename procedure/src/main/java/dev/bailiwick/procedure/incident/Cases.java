package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.drill.Drill;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.LogCursor;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What the log says of all cases. It is followed entry by entry, so that only the first look reads all of it; whoever
 * contains asks what is known already and waits for no reading.
 */
public final class Cases {
    private final AuditLog log;
    private final LogCursor cursor;
    private final Map<CaseId, Incident> known = new ConcurrentHashMap<>();
    private final Map<String, Drill> drills = new ConcurrentHashMap<>();

    public Cases(AuditLog log) {
        this.log = log;
        this.cursor = new LogCursor(log, Wanted.of(Event.Kind.INCIDENT));
    }

    /** Every case, newest first. */
    public List<Incident> all() {
        follow();
        return known.values().stream()
                .sorted(Comparator.comparing(Incident::opened).reversed())
                .toList();
    }

    public Optional<Incident> find(CaseId id) {
        follow();
        return Optional.ofNullable(known.get(id));
    }

    /** Takes in what was appended since the last look. */
    private synchronized void follow() {
        cursor.advance(entry -> whole(entry).ifPresent(this::take));
    }

    /** A step that found much does not fit into an entry; its body lies beside the log. */
    private Optional<Entry> whole(Entry entry) {
        return log.body(entry).map(entry::with);
    }

    private void take(Entry entry) {
        drilled(entry).ifPresent(drill -> drills.put(drill.scenario(), drill));
        Incident.named(entry).ifPresent(id -> known.merge(id, Incident.of(entry), (before, _) -> before.with(entry)));
    }

    private static Optional<Drill> drilled(Entry entry) {
        try {
            return entry.body().object("result").map(Drill::of);
        } catch (JsonException _) {
            return Optional.empty();
        }
    }

    /** How this scenario went the last time it was practised. */
    public Optional<Drill> drill(String scenario) {
        follow();
        return Optional.ofNullable(drills.get(scenario));
    }

    /** When a drill last passed, of those that did when they were practised last. */
    public Optional<Instant> rehearsed() {
        follow();
        return drills.values().stream().filter(Drill::passed).map(Drill::began).max(Comparator.naturalOrder());
    }

    /** Every case as far as it is known, without a look into the log. */
    List<Incident> remembered() {
        return List.copyOf(known.values());
    }

    /** A case as far as it is known, without a look into the log. */
    Optional<Incident> remembered(CaseId id) {
        return Optional.ofNullable(known.get(id));
    }

    /** The case of this agent that is not closed, as far as it is known; otherwise the one that is made now. */
    Incident openOr(Optional<AgentId> agent, Optional<String> drill, Supplier<Incident> fresh) {
        return known.values().stream()
                .filter(each -> each.agent().equals(agent)
                        && each.drill().equals(drill)
                        && each.closed().isEmpty())
                .max(Comparator.comparing(Incident::opened))
                .orElseGet(() -> remembered(fresh.get()));
    }

    /** What became of a case, before the log is read again. */
    void saw(Incident now) {
        known.merge(now.id(), now, Cases::both);
    }

    private static Incident both(Incident before, Incident now) {
        var all = before;
        for (var step : now.taken().values()) all = all.with(step);
        return all;
    }

    private Incident remembered(Incident fresh) {
        known.put(fresh.id(), fresh);
        return fresh;
    }
}
