package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Whether a change ticket covers a task: asked when somebody says yes, and again at execution. */
final class Cover {
    private final Tickets tickets;
    private final TaskBook book;

    Cover(Tickets tickets, TaskBook book) {
        this.tickets = tickets;
        this.book = book;
    }

    /** Why the ticket named now, or before, does not cover the task; empty when it does or none is asked for. */
    Optional<String> obstacle(ApprovalTask task, Optional<TicketId> named) {
        if (!task.route().ticket()) return Optional.empty();
        var ticket = named.or(task::ticket);
        if (ticket.isEmpty()) return Optional.of("an infrastructure change needs a ticket of the change register");
        return tickets.find(ticket.get())
                .filter(this::real)
                .map(found -> found.obstacle(task, book.now()))
                .orElse(Optional.of("there is no ticket " + ticket.get() + " in the change register"));
    }

    /** What is over opens nothing, whoever says so: it is told why. */
    private boolean real(Ticket ticket) {
        return ticket.state() != Ticket.State.OPEN || book.log().honours(Binding.of(ticket));
    }

    /** Whether the task needs no ticket, or its ticket covers it still. */
    boolean stands(ApprovalTask task) {
        return obstacle(task, Optional.empty()).isEmpty();
    }

    /** Uses the task's ticket up, if it needs one. False when the ticket does not cover it any more. */
    boolean use(ApprovalTask task) {
        if (!task.route().ticket()) return true;
        var ticket = task.ticket().flatMap(tickets::find);
        if (ticket.isEmpty() || ticket.get().obstacle(task, book.now()).isPresent()) return false;
        return ticket.get().usedBy().isPresent() || use(ticket.get(), task);
    }

    private boolean use(Ticket ticket, ApprovalTask task) {
        var used = ticket.used(task.id());
        if (!tickets.replace(used)) return false;
        var body = JsonObject.with("what", "used").and("ticket", used.json()).build();
        book.log()
                .append(Event.of(
                        Event.Kind.TICKET, new Actor.House(), used.agent(), Binding.in(body, Binding.of(used))));
        return true;
    }

    /** The tickets that could cover this task now. */
    List<Ticket> choices(ApprovalTask task) {
        return tickets.list(200, 0).stream()
                .filter(ticket -> ticket.obstacle(task, book.now()).isEmpty())
                .toList();
    }
}
