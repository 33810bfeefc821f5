package dev.bailiwick.procedure.retention;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.LogCursor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The holds that stand, as the log says: it is followed from its beginning. */
final class Holds {
    private final LogCursor cursor;
    private final Map<String, Hold> standing = new LinkedHashMap<>();

    Holds(AuditLog log) {
        this.cursor = new LogCursor(log, Wanted.of(Event.Kind.RETENTION));
    }

    synchronized List<Hold> standing() {
        cursor.advance(this::take);
        return List.copyOf(standing.values());
    }

    Optional<Hold> find(String id) {
        return standing().stream().filter(hold -> hold.id().equals(id)).findFirst();
    }

    private void take(Entry entry) {
        String named = entry.body().string("hold").orElse("");
        switch (entry.body().string("what").orElse("")) {
            case Hold.SET -> {
                var hold = Hold.of(entry);
                standing.put(hold.id(), hold);
            }
            case Hold.LIFT_ASKED -> standing.computeIfPresent(named, (_, hold) -> hold.asked(entry.actor()));
            case Hold.LIFTED -> standing.remove(named);
            default -> {
                // a tombstone holds nothing
            }
        }
    }
}
