package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.util.Optional;

/** What a person should look at now: an entry, which console and sinks show. */
public final class Alerts {
    private final AuditLog log;

    public Alerts(AuditLog log) {
        this.log = log;
    }

    /** @param what a stable word such as {@code enforcement-lost} */
    public long raise(AgentId agent, String what, String text) {
        var body = JsonObject.with("what", what).and("text", text).build();
        return log.append(Event.of(Event.Kind.ALERT, new Actor.House(), agent, body))
                .sequence();
    }

    /** An alert that belongs to no agent. */
    public long raise(String what, String text) {
        var body = JsonObject.with("what", what).and("text", text).build();
        return log.append(new Event(Event.Kind.ALERT, new Actor.House(), Optional.empty(), Optional.empty(), body))
                .sequence();
    }
}
