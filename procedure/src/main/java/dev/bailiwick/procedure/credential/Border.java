package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.value.AgentId;
import java.util.Optional;

/** Where credentials are put into an agent's traffic. */
@FunctionalInterface
public interface Border {
    /** Cuts every open way out of this agent, or of all: at once, in memory, waiting for nothing. */
    void close(Optional<AgentId> agent);
}
