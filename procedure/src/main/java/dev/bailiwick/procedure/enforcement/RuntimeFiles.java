package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import java.util.Optional;

/** What Bailiwick reads itself of an agent's enforcement: judged as it lies there, and compared with what the plugin says of itself. */
@FunctionalInterface
public interface RuntimeFiles {
    /** Digests of the plugin's code and of the runtime's configuration. */
    record Digests(Digest plugin, Digest configuration) {}

    /**
     * One look at the files.
     *
     * @param weakness why they would not gate this agent, whatever its plugin says; never the agent's own words
     */
    record Reading(Digests digests, Optional<String> weakness) {
        /** Files that gate as they should. */
        public static Reading sound(Digests digests) {
            return new Reading(digests, Optional.empty());
        }
    }

    /** Empty when this agent has no files to compare, such as one that is no OpenClaw. */
    Optional<Reading> read(AgentId agent);
}
