package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.enforcement.FreezeRecords;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@link FreezeRecords} that forget. */
public final class MemoryFreezeRecords implements FreezeRecords {
    private final Map<Optional<AgentId>, Freeze> freezes = new HashMap<>();

    @Override
    public synchronized Freezes load() {
        var agents = new HashMap<AgentId, Freeze>();
        freezes.forEach((agent, freeze) -> agent.ifPresent(id -> agents.put(id, freeze)));
        return new Freezes(Optional.ofNullable(freezes.get(Optional.<AgentId>empty())), agents);
    }

    @Override
    public synchronized void freeze(Optional<AgentId> agent, Freeze freeze) {
        freezes.putIfAbsent(agent, freeze);
    }

    @Override
    public synchronized void lift(Optional<AgentId> agent) {
        freezes.remove(agent);
    }
}
