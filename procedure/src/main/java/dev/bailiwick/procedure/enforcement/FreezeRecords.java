package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import java.util.Optional;

/**
 * One place that remembers freezes. There are two, the store and the marks beside the log; the stricter wins, lifting needs
 * both.
 */
public interface FreezeRecords {
    Freezes load();

    /** Freezes one agent, or everything when no agent is named. Durable when it returns; one in force stays as it is. */
    void freeze(Optional<AgentId> agent, Freeze freeze);

    /** Idempotent. */
    void lift(Optional<AgentId> agent);
}
