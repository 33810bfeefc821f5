package dev.bailiwick.store.approval;

import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.approval.Glasses;
import dev.bailiwick.store.Database;
import java.util.List;

/** Who broke the glass, in the database. */
public final class StoredGlasses implements Glasses {
    private final Database database;

    public StoredGlasses(Database database) {
        this.database = database;
    }

    @Override
    public void add(Glass glass) {
        boolean added = database.write(handle -> handle.createUpdate("INSERT INTO glass (id, broken, body)"
                                + " VALUES (:id, :broken, :body) ON CONFLICT (id) DO NOTHING")
                        .bind("id", glass.id().value())
                        .bind("broken", glass.broken().toEpochMilli())
                        .bind("body", glass.json().text())
                        .execute()
                == 1);
        if (!added) throw new IllegalArgumentException("glass id " + glass.id() + " is taken");
    }

    @Override
    public List<Glass> list(int limit, int offset) {
        return database.read(handle -> handle
                .createQuery("SELECT body FROM glass ORDER BY broken DESC, id LIMIT :limit OFFSET :offset")
                .bind("limit", limit)
                .bind("offset", offset)
                .mapTo(String.class)
                .list()
                .stream()
                .map(body -> Glass.of(Json.parseObject(body)))
                .toList());
    }
}
