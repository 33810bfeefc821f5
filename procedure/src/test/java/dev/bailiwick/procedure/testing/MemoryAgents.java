package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.register.Agents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** {@link Agents} that forget. */
public final class MemoryAgents implements Agents {
    private final Map<String, Agent> agents = new ConcurrentSkipListMap<>();

    @Override
    public List<Agent> all() {
        return List.copyOf(agents.values());
    }

    @Override
    public Optional<Agent> find(AgentId id) {
        return Optional.ofNullable(agents.get(id.value()));
    }

    @Override
    public void put(Agent agent) {
        agents.put(agent.id().value(), agent);
    }
}
