package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.approval.Change;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.procedure.approval.ChangeSystem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the tickets OPS-n of another system, and is away when told so. */
public final class PlayedChanges implements ChangeSystem {
    private final Map<TicketId, Change> kept = new ConcurrentHashMap<>();
    private volatile boolean away;

    public void keep(Change change) {
        kept.put(change.id(), change);
    }

    public void away(boolean now) {
        away = now;
    }

    @Override
    public boolean keeps(TicketId id) {
        return id.value().startsWith("OPS-");
    }

    @Override
    public Looked look(TicketId id) {
        if (away) return new Looked.Away("it does not answer");
        var found = kept.get(id);
        return found == null ? new Looked.Unknown() : new Looked.Found(found);
    }
}
