package dev.bailiwick.store.register;

import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.register.Agents;
import dev.bailiwick.store.Database;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Agents in the database. */
public final class StoredAgents implements Agents {
    private final Database database;

    public StoredAgents(Database database) {
        this.database = database;
    }

    @Override
    public List<Agent> all() {
        var bodies = database.read(handle ->
                handle.createQuery("SELECT body FROM agent").mapTo(String.class).list());
        // sorted here: the two databases order text differently
        return bodies.stream()
                .map(StoredAgents::agent)
                .sorted(Comparator.comparing(agent -> agent.id().value()))
                .toList();
    }

    @Override
    public Optional<Agent> find(AgentId id) {
        return database.read(handle -> handle.createQuery("SELECT body FROM agent WHERE id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne()
                .map(StoredAgents::agent));
    }

    @Override
    public void put(Agent agent) {
        var _ = database.write(handle -> handle.createUpdate("INSERT INTO agent (id, body) VALUES (:id, :body)"
                        + " ON CONFLICT (id) DO UPDATE SET body = excluded.body")
                .bind("id", agent.id().value())
                .bind("body", agent.json().text())
                .execute());
    }

    private static Agent agent(String body) {
        return Agent.of(Json.parseObject(body));
    }
}
