package dev.bailiwick.procedure.register;

import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import java.util.List;
import java.util.Optional;

/** Where agents' places on the ladder are kept. What else is known of an agent stands in {@code bailiwick.yaml}. */
public interface Agents {
    /** By id. */
    List<Agent> all();

    Optional<Agent> find(AgentId id);

    /** Adds or replaces. */
    void put(Agent agent);
}
