package dev.bailiwick.store.approval;

import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.procedure.approval.Tickets;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.RecordTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The change register in the database. */
public final class StoredTickets implements Tickets {
    private final Database database;
    private final RecordTable<Ticket> table;

    public StoredTickets(Database database) {
        this.database = database;
        this.table = new RecordTable<>(database, "ticket", Ticket::of);
    }

    @Override
    public TicketId nextId() {
        long number =
                database.write(handle -> handle.createQuery("INSERT INTO counter (name, value) VALUES ('ticket', 1)"
                                + " ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value")
                        .mapTo(Long.class)
                        .one());
        return new TicketId("CHG-" + number);
    }

    @Override
    public void add(Ticket ticket) {
        int added = database.write(handle -> handle.createUpdate("INSERT INTO ticket (id, added, revision, body)"
                        + " VALUES (:id, (SELECT coalesce(max(added), 0) + 1 FROM ticket), :revision, :body)"
                        + " ON CONFLICT (id) DO NOTHING")
                .bind("id", ticket.id().value())
                .bind("revision", ticket.revision())
                .bind("body", ticket.json().text())
                .execute());
        if (added == 0) throw new IllegalArgumentException("ticket " + ticket.id() + " exists already");
    }

    @Override
    public Optional<Ticket> find(TicketId id) {
        return table.find(id.value());
    }

    @Override
    public boolean replace(Ticket next) {
        var columns = Map.of("body", next.json().text());
        return table.replace(next.id().value(), next.revision(), columns);
    }

    @Override
    public List<Ticket> list(int limit, int offset) {
        return table.page("ORDER BY added DESC, id DESC", limit, offset);
    }
}
