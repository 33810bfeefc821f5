package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.Flood;
import java.time.InstantSource;
import java.util.Optional;

/** What a person should look at now: an entry, which console and sinks show. A flood of one kind is counted, not repeated. */
public final class Alerts {
    private final AuditLog log;
    private final InstantSource clock;
    private final Flood flood = new Flood();

    public Alerts(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** @param what a stable word such as {@code enforcement-lost} */
    public void raise(AgentId agent, String what, String text) {
        raise(Optional.of(agent), what, text);
    }

    /** An alert that belongs to no agent. */
    public void raise(String what, String text) {
        raise(Optional.empty(), what, text);
    }

    /** An alert of this agent, if it is one's. */
    public void raise(Optional<AgentId> agent, String what, String text) {
        var kind = what + " " + agent.map(AgentId::value).orElse("");
        flood.admit(kind, clock.instant()).ifPresent(untold -> append(agent, what, text, untold));
    }

    private void append(Optional<AgentId> agent, String what, String text, long untold) {
        var body = JsonObject.with("what", what).and("text", text);
        if (untold > 0) body.and("untold", untold);
        log.append(new Event(Event.Kind.ALERT, new Actor.House(), agent, Optional.empty(), body.build()));
    }
}
