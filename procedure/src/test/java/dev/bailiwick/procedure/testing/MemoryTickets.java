package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.procedure.approval.Tickets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link Tickets} that forget. */
public final class MemoryTickets implements Tickets {
    private final Map<TicketId, Ticket> tickets = new LinkedHashMap<>();
    private int last;

    @Override
    public synchronized TicketId nextId() {
        last++;
        return new TicketId("CHG-" + last);
    }

    @Override
    public synchronized void add(Ticket ticket) {
        if (tickets.putIfAbsent(ticket.id(), ticket) != null) {
            throw new IllegalArgumentException("ticket " + ticket.id() + " exists already");
        }
    }

    @Override
    public synchronized Optional<Ticket> find(TicketId id) {
        return Optional.ofNullable(tickets.get(id));
    }

    @Override
    public synchronized boolean replace(Ticket next) {
        var before = tickets.get(next.id());
        if (before == null || before.revision() != next.revision() - 1) return false;
        tickets.put(next.id(), next);
        return true;
    }

    @Override
    public synchronized List<Ticket> list(int limit, int offset) {
        return new ArrayList<>(tickets.values())
                .reversed().stream().skip(offset).limit(limit).toList();
    }
}
