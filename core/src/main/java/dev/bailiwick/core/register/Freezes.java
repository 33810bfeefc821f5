package dev.bailiwick.core.register;

import dev.bailiwick.core.value.AgentId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All that is frozen now. Of two records the stricter wins: {@link #and} keeps what either has. */
public record Freezes(Optional<Freeze> all, Map<AgentId, Freeze> agents) {
    public static final Freezes NONE = new Freezes(Optional.empty(), Map.of());

    public Freezes {
        agents = Map.copyOf(agents);
    }

    public Optional<Freeze> of(AgentId agent) {
        return all.or(() -> Optional.ofNullable(agents.get(agent)));
    }

    public Freezes and(Freezes other) {
        var both = new HashMap<>(other.agents);
        both.putAll(agents);
        return new Freezes(all.or(other::all), both);
    }
}
