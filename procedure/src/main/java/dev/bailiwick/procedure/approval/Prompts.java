package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often an agent may ask people on one day (UTC). Beyond it the agent is told to stop, and people are told once a day: whoever is asked
 * too often stops reading.
 */
final class Prompts {
    private final TaskBook book;
    private final Map<AgentId, LocalDate> told = new ConcurrentHashMap<>();

    Prompts(TaskBook book) {
        this.book = book;
    }

    /** The refusal once the day's prompts are used up. */
    Optional<Reason> usedUp(AgentId agent) {
        var today = book.now().atZone(ZoneOffset.UTC).toLocalDate();
        var midnight = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        var most = most(agent).filter(each -> book.approvals().openedBy(agent, midnight) >= each);
        most.ifPresent(each -> tell(agent, today, each));
        return most.map(this::stop);
    }

    private Optional<Long> most(AgentId agent) {
        return book.facts().agent(agent).map(Agent::limits).flatMap(limits -> limits.promptsPerDay());
    }

    private Reason stop(long most) {
        return new Reason(
                "prompts_used_up",
                "people were asked " + most + " times for this agent today, and more often they are not asked",
                "stop asking until tomorrow (UTC); ask " + book.contact());
    }

    private void tell(AgentId agent, LocalDate today, long most) {
        if (today.equals(told.put(agent, today))) return;
        var text = "asks people more than " + most
                + " times a day: look at what it tries, and at what could be fenced instead of asked";
        var body = JsonObject.with("what", "prompts-used-up").and("text", text).build();
        book.log().append(new Event(Event.Kind.ALERT, new Actor.House(), Optional.of(agent), Optional.empty(), body));
    }
}
