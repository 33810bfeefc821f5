package dev.bailiwick.store.register;

import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.register.Integrations;
import dev.bailiwick.store.Database;
import java.util.List;
import java.util.Optional;

/** Integrations in the database. */
public final class StoredIntegrations implements Integrations {
    private final Database database;

    public StoredIntegrations(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(Integration integration) {
        return database.write(
                handle -> handle.createUpdate("INSERT INTO integration (id, agent, requested, live, revision, body)"
                                        + " VALUES (:id, :agent, :requested, :live, :revision, :body)"
                                        + " ON CONFLICT (id) DO NOTHING")
                                .bind("id", integration.id().value())
                                .bind("agent", integration.ask().agent().value())
                                .bind("requested", integration.requested().toEpochMilli())
                                .bind("live", integration.live())
                                .bind("revision", integration.revision())
                                .bind("body", integration.json().text())
                                .execute()
                        == 1);
    }

    @Override
    public Optional<Integration> find(IntegrationId id) {
        return database.read(handle -> handle.createQuery("SELECT body FROM integration WHERE id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne()
                .map(StoredIntegrations::integration));
    }

    @Override
    public boolean replace(Integration next) {
        return database.write(
                handle -> handle.createUpdate("UPDATE integration SET live = :live, revision = :revision, body = :body"
                                        + " WHERE id = :id AND revision = :before")
                                .bind("live", next.live())
                                .bind("revision", next.revision())
                                .bind("body", next.json().text())
                                .bind("id", next.id().value())
                                .bind("before", next.revision() - 1)
                                .execute()
                        == 1);
    }

    @Override
    public List<Integration> live(int limit, int offset) {
        return page(
                "SELECT body FROM integration WHERE live ORDER BY requested, id LIMIT :limit OFFSET :offset",
                limit,
                offset);
    }

    @Override
    public List<Integration> list(int limit, int offset) {
        return page(
                "SELECT body FROM integration ORDER BY requested DESC, id DESC LIMIT :limit OFFSET :offset",
                limit,
                offset);
    }

    private List<Integration> page(String query, int limit, int offset) {
        return database.read(handle ->
                handle
                        .createQuery(query)
                        .bind("limit", limit)
                        .bind("offset", offset)
                        .mapTo(String.class)
                        .list()
                        .stream()
                        .map(StoredIntegrations::integration)
                        .toList());
    }

    private static Integration integration(String body) {
        return Integration.of(Json.parseObject(body));
    }
}
