package dev.bailiwick.store.credential;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.credential.Leases;
import dev.bailiwick.store.Database;
import java.util.List;

/** Leases in the database. */
public final class StoredLeases implements Leases {
    private final Database database;

    public StoredLeases(Database database) {
        this.database = database;
    }

    @Override
    public void put(Lease lease) {
        var _ = database.write(handle -> handle.createUpdate(
                        "INSERT INTO lease (id, issued, open, body) VALUES (:id, :issued, :open, :body)"
                                + " ON CONFLICT (id) DO UPDATE SET open = excluded.open, body = excluded.body")
                .bind("id", lease.id())
                .bind("issued", lease.issued().toEpochMilli())
                .bind("open", lease.open() ? 1 : 0)
                .bind("body", lease.json().text())
                .execute());
    }

    @Override
    public List<Lease> open() {
        return database.read(handle -> handle.createQuery("SELECT body FROM lease WHERE open = 1 ORDER BY issued, id")
                .mapTo(String.class)
                .map(body -> Lease.of(Json.parseObject(body)))
                .list());
    }
}
