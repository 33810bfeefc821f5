package dev.bailiwick.store.approval;

import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.approval.Tickets;
import dev.bailiwick.store.Database;
import java.util.List;
import java.util.Optional;

/** The change register in the database. */
public final class StoredTickets implements Tickets {
    private final Database database;

    public StoredTickets(Database database) {
        this.database = database;
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
        return database.read(handle -> handle.createQuery("SELECT body FROM ticket WHERE id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne()
                .map(StoredTickets::ticket));
    }

    @Override
    public boolean replace(Ticket next) {
        return database.write(handle -> handle.createUpdate(
                                "UPDATE ticket SET revision = :revision, body = :body WHERE id = :id AND revision = :before")
                        .bind("revision", next.revision())
                        .bind("body", next.json().text())
                        .bind("id", next.id().value())
                        .bind("before", next.revision() - 1)
                        .execute()
                == 1);
    }

    @Override
    public List<Ticket> list(int limit, int offset) {
        return database.read(handle -> handle
                .createQuery("SELECT body FROM ticket ORDER BY added DESC, id DESC LIMIT :limit OFFSET :offset")
                .bind("limit", limit)
                .bind("offset", offset)
                .mapTo(String.class)
                .list()
                .stream()
                .map(StoredTickets::ticket)
                .toList());
    }

    private static Ticket ticket(String body) {
        return Ticket.of(Json.parseObject(body));
    }
}
