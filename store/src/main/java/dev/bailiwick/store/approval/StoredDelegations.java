package dev.bailiwick.store.approval;

import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.approval.Delegations;
import dev.bailiwick.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Delegations in the database. */
public final class StoredDelegations implements Delegations {
    private final Database database;

    public StoredDelegations(Database database) {
        this.database = database;
    }

    @Override
    public void add(Delegation delegation) {
        boolean added = database.write(handle -> handle.createUpdate(
                                "INSERT INTO delegation (id, deputy, ends, live, revision, body)"
                                        + " VALUES (:id, :deputy, :ends, :live, :revision, :body) ON CONFLICT (id) DO NOTHING")
                        .bind("id", delegation.id().value())
                        .bind("deputy", delegation.to().value())
                        .bind("ends", delegation.ends().toEpochMilli())
                        .bind("live", delegation.ended().isEmpty())
                        .bind("revision", delegation.revision())
                        .bind("body", delegation.json().text())
                        .execute()
                == 1);
        if (!added) throw new IllegalArgumentException("delegation id " + delegation.id() + " is taken");
    }

    @Override
    public Optional<Delegation> find(DelegationId id) {
        return database
                .read(handle -> read(handle.createQuery("SELECT body FROM delegation WHERE id = :id")
                        .bind("id", id.value())))
                .stream()
                .findFirst();
    }

    @Override
    public boolean replace(Delegation next) {
        return database.write(
                handle -> handle.createUpdate("UPDATE delegation SET live = :live, revision = :revision, body = :body"
                                        + " WHERE id = :id AND revision = :before")
                                .bind("live", next.ended().isEmpty())
                                .bind("revision", next.revision())
                                .bind("body", next.json().text())
                                .bind("id", next.id().value())
                                .bind("before", next.revision() - 1)
                                .execute()
                        == 1);
    }

    @Override
    public List<Delegation> to(PersonId deputy, Instant now) {
        return database.read(handle -> read(handle.createQuery("SELECT body FROM delegation"
                        + " WHERE deputy = :deputy AND live AND ends > :now ORDER BY ends, id")
                .bind("deputy", deputy.value())
                .bind("now", now.toEpochMilli())));
    }

    @Override
    public List<Delegation> standing(int limit, int offset) {
        return database.read(handle -> read(handle.createQuery(
                        "SELECT body FROM delegation WHERE live ORDER BY ends DESC, id LIMIT :limit OFFSET :offset")
                .bind("limit", limit)
                .bind("offset", offset)));
    }

    private static List<Delegation> read(Query query) {
        return query.mapTo(String.class).list().stream()
                .map(body -> Delegation.of(Json.parseObject(body)))
                .toList();
    }
}
