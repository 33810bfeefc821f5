package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;

/** Tells an agent's session what people decided. Best effort: what was decided stands without it. */
@FunctionalInterface
public interface Notices {
    void tell(AgentId agent, SessionId session, String text);
}
