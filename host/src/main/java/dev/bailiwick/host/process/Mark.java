package dev.bailiwick.host.process;

import dev.bailiwick.core.value.AgentId;

/**
 * The environment variable that whoever starts an agent sets, and that everything the agent starts inherits. It finds
 * orphans that would otherwise look like anybody's; it proves nothing, since a process may clear it.
 */
public final class Mark {
    public static final String VARIABLE = "BAILIWICK_AGENT";

    private Mark() {}

    /** How it stands in an environment. */
    static String of(AgentId agent) {
        return VARIABLE + "=" + agent.value();
    }
}
