package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Tier;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Standing reasons to refuse that lie in Bailiwick itself and not in the action: its records disagree, its log reaches
 * nobody. Each refuses from a tier on, for as long as it stands. In memory: whoever finds the reason looks again at the next
 * start.
 */
public final class Precautions {
    /**
     * @param from the lowest tier it refuses
     * @param agent whose actions; empty: everybody's
     */
    public record Precaution(Tier from, Reason reason, Optional<AgentId> agent) {
        public Precaution(Tier from, Reason reason) {
            this(from, reason, Optional.empty());
        }

        public Precaution(Tier from, Reason reason, AgentId agent) {
            this(from, reason, Optional.of(agent));
        }

        boolean against(AgentId who, Tier tier) {
            return tier.number() >= from.number()
                    && (agent.isEmpty() || agent.get().equals(who));
        }
    }

    private final Map<String, Precaution> standing = new ConcurrentHashMap<>();

    /** @param what a stable word such as {@code control-state}; one of the same name is replaced */
    public void stand(String what, Precaution precaution) {
        standing.put(what, precaution);
    }

    /** Idempotent. */
    public void end(String what) {
        standing.remove(what);
    }

    /** Why this agent's action of this tier is refused now, empty when no precaution stands against it. */
    public Optional<Reason> against(AgentId agent, Tier tier) {
        return standing.values().stream()
                .filter(each -> each.against(agent, tier))
                .min(Comparator.comparingInt(each -> each.from().number()))
                .map(Precaution::reason);
    }

    /** What stands now, by name. */
    public List<String> names() {
        return standing.keySet().stream().sorted().toList();
    }
}
