package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The built-in change register: free text never stands for a ticket. */
public final class TicketDesk {
    private final Tickets tickets;
    private final AuditLog log;
    private final Supplier<Facts> facts;

    public TicketDesk(Tickets tickets, AuditLog log, Supplier<Facts> facts) {
        this.tickets = tickets;
        this.log = log;
        this.facts = facts;
    }

    /** What somebody plans to change. */
    public record Plan(String title, AgentId agent, String system, Instant from, Instant until) {}

    /**
     * Opens a ticket.
     *
     * @throws IllegalArgumentException when the plan is not one: no title, no window, no such agent
     */
    public Ticket open(Plan plan, Actor.Human actor) {
        requirePlanner(actor);
        if (facts.get().agent(plan.agent()).isEmpty()) {
            throw new IllegalArgumentException("no agent " + plan.agent() + " is registered");
        }
        var ticket = new Ticket(
                tickets.nextId(),
                plan.title(),
                plan.agent(),
                plan.system(),
                actor.person(),
                plan.from(),
                plan.until(),
                Ticket.State.OPEN,
                Optional.empty(),
                1);
        record(ticket, actor, "opened");
        tickets.add(ticket);
        return ticket;
    }

    /** Closes or cancels a ticket. Returns why it cannot be done, empty when it was. */
    public Optional<String> end(TicketId id, Ticket.State state, Actor.Human actor) {
        requirePlanner(actor);
        var ticket = tickets.find(id);
        if (ticket.isEmpty()) return Optional.of("there is no ticket " + id);
        if (ticket.get().state() != Ticket.State.OPEN) return Optional.of("ticket " + id + " is no longer open");
        var ended = ticket.get().in(state);
        if (!tickets.replace(ended)) return Optional.of("somebody was faster: look again");
        record(ended, actor, dev.bailiwick.json.Fields.spelling(state));
        return Optional.empty();
    }

    private void requirePlanner(Actor.Human actor) {
        var person = facts.get().person(actor.person());
        if (person.isEmpty()) throw new IllegalArgumentException("you are not an active person of the register");
        person.get().obstacle(Permission.PLAN_CHANGES).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }

    private void record(Ticket ticket, Actor actor, String what) {
        var body = JsonObject.with("what", what).and("ticket", ticket.json()).build();
        log.append(Event.of(Event.Kind.TICKET, actor, ticket.agent(), Binding.in(body, Binding.of(ticket))));
    }
}
