package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import java.util.Optional;

/** What Bailiwick reads itself of an agent's enforcement: compared with what the plugin says of itself. */
@FunctionalInterface
public interface RuntimeFiles {
    /** Digests of the plugin's code and of the runtime's configuration. */
    record Digests(Digest plugin, Digest configuration) {}

    /** Empty when this agent has no files to compare, such as one that is no OpenClaw. */
    Optional<Digests> read(AgentId agent);
}
