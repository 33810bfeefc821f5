package dev.bailiwick.procedure.stop;

import dev.bailiwick.core.value.AgentId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The machine an agent runs on. */
public interface AgentHost {
    /**
     * Where to find what the agent runs.
     *
     * @param root its gateway's process, as the plugin reported and the host verified it
     * @param account its own account: every process of it belongs to the agent
     * @param cgroup its control group (v2), as the {@code 0::} line of {@code /proc/PID/cgroup} says, when it has one of its
     *     own
     */
    record Whereabouts(AgentId agent, Optional<ProcessId> root, Optional<String> account, Optional<String> cgroup) {}

    /** What a stop did. {@code left} is empty when the process table shows nothing of the agent any more. */
    record Stopped(List<Long> killed, List<Long> left) {}

    /**
     * SIGKILLs the agent's whole cgroup and process tree, again and again until nothing is left or the deadline passed.
     *
     * @throws HostUnavailable when nobody could say whether anything is left; what could be killed was killed
     */
    Stopped stop(Whereabouts agent, Duration deadline);
}
