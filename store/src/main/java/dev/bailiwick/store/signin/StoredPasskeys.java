package dev.bailiwick.store.signin;

import dev.bailiwick.core.people.Passkey;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.signin.Passkeys;
import dev.bailiwick.store.Columns;
import dev.bailiwick.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Passkeys in the database. */
public final class StoredPasskeys implements Passkeys {
    private final Database database;

    public StoredPasskeys(Database database) {
        this.database = database;
    }

    @Override
    public void add(Passkey passkey, long counter) {
        int added =
                database.write(handle -> handle.createUpdate("INSERT INTO passkey (id, person, added, counter, body)"
                                + " VALUES (:id, :person, :added, :counter, :body) ON CONFLICT (id) DO NOTHING")
                        .bind("id", passkey.id())
                        .bind("person", passkey.person().value())
                        .bind("added", passkey.registered().toEpochMilli())
                        .bind("counter", counter)
                        .bind("body", passkey.json().text())
                        .execute());
        if (added == 0) throw new IllegalArgumentException("this passkey is known already");
    }

    @Override
    public Optional<Kept> find(String id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM passkey WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> kept(row))
                .findOne());
    }

    @Override
    public List<Kept> of(PersonId person) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM passkey WHERE person = :person ORDER BY added, id")
                        .bind("person", person.value())
                        .map((row, _) -> kept(row))
                        .list());
    }

    @Override
    public boolean used(Kept before, long counter, Instant at) {
        return database.write(handle -> handle.createUpdate(
                                "UPDATE passkey SET counter = :counter, used = :at WHERE id = :id AND counter = :before")
                        .bind("counter", counter)
                        .bind("at", at.toEpochMilli())
                        .bind("id", before.passkey().id())
                        .bind("before", before.counter())
                        .execute()
                == 1);
    }

    @Override
    public void remove(String id) {
        var _ = database.write(handle -> handle.execute("DELETE FROM passkey WHERE id = ?", id));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                Passkey.of(Json.parseObject(row.getString("body"))),
                row.getLong("counter"),
                Columns.optionalInstant(row, "used"));
    }
}
