package dev.bailiwick.core.approval;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.Optional;

/**
 * A change ticket of the built-in change register.
 *
 * @param agent the agent whose change it is
 * @param system what is changed, in people's words
 * @param from start of the change window
 * @param until its end; outside the window the ticket opens nothing
 * @param usedBy the task that consumed it: one ticket, one change
 */
public record Ticket(
        TicketId id,
        String title,
        AgentId agent,
        String system,
        PersonId author,
        Instant from,
        Instant until,
        State state,
        Optional<TaskId> usedBy,
        long revision) {
    /** Whether the change may still happen. */
    public enum State {
        OPEN,
        CLOSED,
        CANCELLED
    }

    public Ticket {
        if (title.isBlank()) throw new IllegalArgumentException("a ticket needs a title");
        if (!from.isBefore(until)) throw new IllegalArgumentException("a change window ends after it starts");
    }

    /** Why this ticket does not cover the task now, empty when it does. */
    public Optional<String> obstacle(ApprovalTask task, Instant now) {
        if (state != State.OPEN) return Optional.of("ticket " + id + " is " + Fields.spelling(state));
        if (!agent.equals(task.agent())) return Optional.of("ticket " + id + " is for agent " + agent);
        if (usedBy.isPresent() && !usedBy.get().equals(task.id()))
            return Optional.of("ticket " + id + " was already used");
        if (now.isBefore(from)) return Optional.of("the window of ticket " + id + " opens at " + from);
        if (!now.isBefore(until)) return Optional.of("the window of ticket " + id + " closed at " + until);
        return Optional.empty();
    }

    public Ticket used(TaskId task) {
        return new Ticket(id, title, agent, system, author, from, until, state, Optional.of(task), revision + 1);
    }

    public Ticket in(State next) {
        return new Ticket(id, title, agent, system, author, from, until, next, usedBy, revision + 1);
    }

    public JsonObject json() {
        return JsonObject.with("id", id.value())
                .and("title", title)
                .and("agent", agent.value())
                .and("system", system)
                .and("author", author.value())
                .and("from", from.toString())
                .and("until", until.toString())
                .and("state", Fields.spelling(state))
                .and("usedBy", usedBy.map(task -> new JsonString(task.value())))
                .and("revision", revision)
                .build();
    }

    public static Ticket of(JsonObject json) {
        var fields = Fields.of(json);
        var ticket = new Ticket(
                fields.parsed("id", TicketId::new),
                fields.text("title"),
                fields.parsed("agent", AgentId::new),
                fields.text("system"),
                fields.parsed("author", PersonId::new),
                fields.parsed("from", Instant::parse),
                fields.parsed("until", Instant::parse),
                fields.oneOf("state", State.class),
                fields.optionallyParsed("usedBy", TaskId::new),
                fields.number("revision"));
        fields.end();
        return ticket;
    }
}
