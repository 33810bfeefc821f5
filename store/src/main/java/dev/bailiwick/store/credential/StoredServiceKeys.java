package dev.bailiwick.store.credential;

import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.credential.ServiceKeys;
import dev.bailiwick.store.Database;
import java.util.Comparator;
import java.util.List;

/** Service keys in the database. */
public final class StoredServiceKeys implements ServiceKeys {
    private final Database database;

    public StoredServiceKeys(Database database) {
        this.database = database;
    }

    @Override
    public void put(ServiceKey key) {
        var _ = database.write(
                handle -> handle.createUpdate("INSERT INTO service_key (name, body) VALUES (:name, :body)"
                                + " ON CONFLICT (name) DO UPDATE SET body = excluded.body")
                        .bind("name", key.name())
                        .bind("body", key.json().text())
                        .execute());
    }

    @Override
    public List<ServiceKey> all() {
        var bodies = database.read(handle -> handle.createQuery("SELECT body FROM service_key")
                .mapTo(String.class)
                .list());
        // sorted here: the two databases order text differently
        return bodies.stream()
                .map(body -> ServiceKey.of(Json.parseObject(body)))
                .sorted(Comparator.comparing(ServiceKey::name))
                .toList();
    }

    @Override
    public void remove(String name) {
        var _ = database.write(handle -> handle.execute("DELETE FROM service_key WHERE name = ?", name));
    }
}
