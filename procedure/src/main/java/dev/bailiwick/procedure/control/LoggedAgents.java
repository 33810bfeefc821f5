package dev.bailiwick.procedure.control;

import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.register.Agents;
import java.util.List;
import java.util.Optional;

/** Agents on the steps that the log has seen them take; one that stands elsewhere in the store stands on draft. */
public record LoggedAgents(Agents store, ControlLog log) implements Agents {
    @Override
    public List<Agent> all() {
        return store.all().stream().filter(this::logged).toList();
    }

    @Override
    public Optional<Agent> find(AgentId id) {
        return store.find(id).filter(this::logged);
    }

    private boolean logged(Agent agent) {
        return log.honours(Binding.of(agent));
    }

    @Override
    public void put(Agent agent) {
        store.put(agent);
    }
}
