package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Change;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.approval.Vote;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Whether a change ticket covers a task: asked when somebody says yes, and again at execution. One of another system is looked up there
 * each time; once it was used the own register keeps it, so that it opens nothing again whatever that system says later.
 */
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
        var system = system(ticket.get());
        if (system.isPresent()) return obstacle(system.get(), ticket.get(), task);
        return tickets.find(ticket.get())
                .filter(this::real)
                .map(found -> found.obstacle(task, book.now()))
                .orElse(Optional.of("there is no ticket " + ticket.get() + " in the change register"));
    }

    private Optional<ChangeSystem> system(TicketId ticket) {
        return book.around().changes().stream()
                .filter(each -> each.keeps(ticket))
                .findFirst();
    }

    private Optional<String> obstacle(ChangeSystem system, TicketId id, ApprovalTask task) {
        return switch (system.look(id)) {
            case ChangeSystem.Looked.Unknown() -> Optional.of("there is no ticket " + id + " where it should be");
            case ChangeSystem.Looked.Away(var why) -> Optional.of("ticket " + id + " cannot be verified: " + why);
            case ChangeSystem.Looked.Found(var change) ->
                change.obstacle(task, book.now()).or(() -> spent(change.id(), task));
        };
    }

    private Optional<String> spent(TicketId id, ApprovalTask task) {
        return tickets.find(id)
                .filter(kept -> !kept.usedBy().equals(Optional.of(task.id())))
                .map(_ -> "ticket " + id + " was already used");
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
        var system = task.ticket().flatMap(this::system);
        if (system.isPresent()) return use(system.get(), task, task.ticket().orElseThrow());
        var ticket = task.ticket().flatMap(tickets::find);
        if (ticket.isEmpty() || ticket.get().obstacle(task, book.now()).isPresent()) return false;
        return ticket.get().usedBy().isPresent() || use(ticket.get(), task);
    }

    private boolean use(ChangeSystem system, ApprovalTask task, TicketId id) {
        if (!(system.look(id) instanceof ChangeSystem.Looked.Found(var change))
                || change.obstacle(task, book.now()).or(() -> spent(id, task)).isPresent()) return false;
        return tickets.find(id).isPresent() || add(change, task);
    }

    /** Two tasks at once: the register takes the number once. */
    private boolean add(Change change, ApprovalTask task) {
        var by = task.votes().stream().filter(Vote::yes).findFirst().map(Vote::person);
        if (by.isEmpty()) return false;
        var used = change.covering(task, by.get()).used(task.id());
        try {
            tickets.add(used);
        } catch (IllegalArgumentException taken) {
            return spent(change.id(), task).isEmpty();
        }
        record(used);
        return true;
    }

    private boolean use(Ticket ticket, ApprovalTask task) {
        var used = ticket.used(task.id());
        if (!tickets.replace(used)) return false;
        record(used);
        return true;
    }

    private void record(Ticket used) {
        var body = JsonObject.with("what", "used").and("ticket", used.json()).build();
        book.log()
                .append(Event.of(
                        Event.Kind.TICKET, new Actor.House(), used.agent(), Binding.in(body, Binding.of(used))));
    }

    /** The tickets that could cover this task now. */
    List<Ticket> choices(ApprovalTask task) {
        return tickets.list(200, 0).stream()
                .filter(ticket -> ticket.obstacle(task, book.now()).isEmpty())
                .toList();
    }
}
