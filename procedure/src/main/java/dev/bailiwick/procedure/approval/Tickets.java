package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.value.TicketId;
import java.util.List;
import java.util.Optional;

/** The change register. */
public interface Tickets {
    /** The next free id, such as CHG-17; never given twice. */
    TicketId nextId();

    /** @throws IllegalArgumentException when the id is taken */
    void add(Ticket ticket);

    Optional<Ticket> find(TicketId id);

    /** Replaces a ticket if it still has the revision before this one; false when somebody was faster. */
    boolean replace(Ticket next);

    /** Newest first. */
    List<Ticket> list(int limit, int offset);
}
