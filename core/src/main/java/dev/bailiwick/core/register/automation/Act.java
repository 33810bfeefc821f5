package dev.bailiwick.core.register.automation;

import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.Tier;
import java.util.Optional;
import java.util.Set;

/**
 * What an automation is about to do, as far as a scope speaks of it.
 *
 * @param name the catalogue's operation, or the tool's own name where the catalogue has none
 * @param systems the systems it may belong to; none when it is the agent's own affair, or a tool stands for itself
 * @param site the host it reads or writes on the web
 */
public record Act(String name, Tier tier, Set<String> systems, Optional<String> site, Set<DataClass> outgoing) {
    public Act {
        systems = Set.copyOf(systems);
        outgoing = Set.copyOf(outgoing);
    }
}
