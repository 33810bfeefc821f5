package dev.bailiwick.store.freeze;

import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.procedure.enforcement.FreezeRecords;
import dev.bailiwick.store.Database;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Freezes in the database. */
public final class StoredFreezes implements FreezeRecords {
    /** No agent can be called this. */
    private static final String EVERYTHING = "*";

    private final Database database;

    public StoredFreezes(Database database) {
        this.database = database;
    }

    @Override
    public Freezes load() {
        var rows = database.read(handle -> handle.createQuery("SELECT scope, body FROM frozen")
                .map((row, _) -> Map.entry(row.getString("scope"), row.getString("body")))
                .list());
        var frozen = Freezes.NONE;
        for (var row : rows) frozen = frozen.and(frozen(row.getKey(), row.getValue()));
        return frozen;
    }

    private static Freezes frozen(String scope, String body) {
        try {
            var freeze = Freeze.of(Fields.of(Json.parseObject(body)));
            return scope.equals(EVERYTHING) ? all(freeze) : one(new AgentId(scope), freeze);
        } catch (JsonException | IllegalArgumentException _) {
            return unreadable(scope);
        }
    }

    /** A record that somebody spoiled still closes: its agent, or everything when not even that can be read. */
    private static Freezes unreadable(String scope) {
        var freeze = new Freeze("the store's record of a freeze cannot be read", "bailiwick", Instant.EPOCH);
        try {
            return one(new AgentId(scope), freeze);
        } catch (IllegalArgumentException _) {
            return all(freeze);
        }
    }

    private static Freezes all(Freeze freeze) {
        return new Freezes(Optional.of(freeze), Map.of());
    }

    private static Freezes one(AgentId agent, Freeze freeze) {
        return new Freezes(Optional.empty(), Map.of(agent, freeze));
    }

    @Override
    public void freeze(Optional<AgentId> agent, Freeze freeze) {
        var _ = database.write(handle -> handle.createUpdate(
                        "INSERT INTO frozen (scope, body) VALUES (:scope, :body) ON CONFLICT (scope) DO NOTHING")
                .bind("scope", scope(agent))
                .bind("body", freeze.json().text())
                .execute());
    }

    @Override
    public void lift(Optional<AgentId> agent) {
        var _ = database.write(handle -> handle.execute("DELETE FROM frozen WHERE scope = ?", scope(agent)));
    }

    private static String scope(Optional<AgentId> agent) {
        return agent.map(AgentId::value).orElse(EVERYTHING);
    }
}
