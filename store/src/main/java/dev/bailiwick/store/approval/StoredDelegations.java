package dev.bailiwick.store.approval;

import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.approval.Delegations;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.RecordTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Delegations in the database. */
public final class StoredDelegations implements Delegations {
    private final RecordTable<Delegation> table;

    public StoredDelegations(Database database) {
        this.table = new RecordTable<>(database, "delegation", Delegation::of);
    }

    @Override
    public void add(Delegation delegation) {
        boolean added = table.add(Map.of(
                "id", delegation.id().value(),
                "deputy", delegation.to().value(),
                "ends", delegation.ends().toEpochMilli(),
                "live", delegation.ended().isEmpty(),
                "revision", delegation.revision(),
                "body", delegation.json().text()));
        if (!added) throw new IllegalArgumentException("delegation id " + delegation.id() + " is taken");
    }

    @Override
    public Optional<Delegation> find(DelegationId id) {
        return table.find(id.value());
    }

    @Override
    public boolean replace(Delegation next) {
        var columns = Map.of("live", next.ended().isEmpty(), "body", next.json().text());
        return table.replace(next.id().value(), next.revision(), columns);
    }

    @Override
    public List<Delegation> to(PersonId deputy, Instant now) {
        return table.all(
                "WHERE deputy = :deputy AND live AND ends > :now ORDER BY ends, id",
                Map.of("deputy", deputy.value(), "now", now.toEpochMilli()));
    }

    @Override
    public List<Delegation> standing(int limit, int offset) {
        return table.page("WHERE live ORDER BY ends DESC, id", limit, offset);
    }
}
