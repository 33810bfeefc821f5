package dev.bailiwick.store.register;

import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.procedure.register.Integrations;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.RecordTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Integrations in the database. */
public final class StoredIntegrations implements Integrations {
    private final RecordTable<Integration> table;

    public StoredIntegrations(Database database) {
        this.table = new RecordTable<>(database, "integration", Integration::of);
    }

    @Override
    public boolean add(Integration integration) {
        return table.add(Map.of(
                "id", integration.id().value(),
                "agent", integration.ask().agent().value(),
                "requested", integration.requested().toEpochMilli(),
                "live", integration.live(),
                "revision", integration.revision(),
                "body", integration.json().text()));
    }

    @Override
    public Optional<Integration> find(IntegrationId id) {
        return table.find(id.value());
    }

    @Override
    public boolean replace(Integration next) {
        var columns = Map.of("live", next.live(), "body", next.json().text());
        return table.replace(next.id().value(), next.revision(), columns);
    }

    @Override
    public List<Integration> live(int limit, int offset) {
        return table.page("WHERE live ORDER BY requested, id", limit, offset);
    }

    @Override
    public List<Integration> list(int limit, int offset) {
        return table.page("ORDER BY requested DESC, id DESC", limit, offset);
    }
}
