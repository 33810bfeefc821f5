package dev.bailiwick.store.credential;

import dev.bailiwick.core.credential.Rotation;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.credential.Rotations;
import dev.bailiwick.store.Database;
import java.util.List;

/** Rotations in the database. */
public final class StoredRotations implements Rotations {
    private final Database database;

    public StoredRotations(Database database) {
        this.database = database;
    }

    @Override
    public void put(Rotation rotation) {
        var _ = database.write(handle -> handle.createUpdate(
                        "INSERT INTO rotation (fresh, key, begun, open, body) VALUES (:fresh, :key, :begun, :open, :body)"
                                + " ON CONFLICT (fresh) DO UPDATE SET open = excluded.open, body = excluded.body")
                .bind("fresh", rotation.fresh())
                .bind("key", rotation.key())
                .bind("begun", rotation.begun().toEpochMilli())
                .bind("open", rotation.open() ? 1 : 0)
                .bind("body", rotation.json().text())
                .execute());
    }

    @Override
    public List<Rotation> open() {
        return database.read(
                handle -> handle.createQuery("SELECT body FROM rotation WHERE open = 1 ORDER BY begun, fresh")
                        .mapTo(String.class)
                        .map(StoredRotations::read)
                        .list());
    }

    @Override
    public List<Rotation> history(String key, int most) {
        return database.read(handle -> handle.createQuery(
                        "SELECT body FROM rotation WHERE key = :key ORDER BY begun DESC, fresh DESC LIMIT :most")
                .bind("key", key)
                .bind("most", most)
                .mapTo(String.class)
                .map(StoredRotations::read)
                .list());
    }

    private static Rotation read(String body) {
        return Rotation.of(Json.parseObject(body));
    }
}
