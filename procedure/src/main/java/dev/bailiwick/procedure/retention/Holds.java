package dev.bailiwick.procedure.retention;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.procedure.audit.AuditLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The holds that stand, as the log says: it is read entry by entry, all of it at the first look. */
final class Holds {
    private final AuditLog log;
    private final Map<String, Hold> standing = new LinkedHashMap<>();
    private long next;

    Holds(AuditLog log) {
        this.log = log;
    }

    synchronized List<Hold> standing() {
        log.read(next, entry -> {
            if (entry.kind() == Event.Kind.RETENTION) take(entry);
            next = entry.sequence() + 1;
            return true;
        });
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
