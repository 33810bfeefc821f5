package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.util.ArrayList;
import java.util.List;

/** Events to append, and what a log holds. */
final class Samples {
    static final AgentId DESK = new AgentId("desk");

    private Samples() {}

    static Event event(String text) {
        var body = JsonObject.with("tool", "mail.send").and("text", text).build();
        return Event.of(Event.Kind.DECISION, new Actor.Machine(DESK), DESK, body);
    }

    static void append(AuditLog log, int count) {
        for (int i = 0; i < count; i++) log.append(event("number " + i));
    }

    static List<Entry> all(AuditLog log) {
        List<Entry> entries = new ArrayList<>();
        log.read(0, entries::add);
        return entries;
    }

    static String text(Entry entry) {
        return entry.body().string("text").orElse("");
    }
}
