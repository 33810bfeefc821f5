package dev.bailiwick.host.process;

import dev.bailiwick.core.value.AgentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A control group for one agent, so that stopping it is exact. There is one only where this account may make it: as root, or
 * in a systemd service with {@code Delegate=yes}.
 */
public final class OwnCgroup implements AutoCloseable {
    /** Enters the group first and becomes the command second, so that nothing ever runs outside. Every word is an argument. */
    private static final String ENTER = "echo $$ > \"$1\" && shift && exec \"$@\"";

    private final AgentId agent;
    private final Cgroup group;

    private OwnCgroup(AgentId agent, Cgroup group) {
        this.agent = agent;
        this.group = group;
    }

    /** Empty where this account may not make one, or the kernel has no version 2 with {@code cgroup.kill}. */
    public static Optional<OwnCgroup> of(AgentId agent) {
        return Cgroup.make("bailiwick-" + agent.value()).map(group -> new OwnCgroup(agent, group));
    }

    /** As {@link dev.bailiwick.procedure.stop.AgentHost.Whereabouts} wants it. */
    public String path() {
        return group.path();
    }

    /** What starts the command inside, marked; not started at all when it cannot enter. */
    public ProcessBuilder running(List<String> command) {
        List<String> entering = new ArrayList<>(
                List.of("/bin/sh", "-c", ENTER, "sh", group.entrance().toString()));
        entering.addAll(command);
        var builder = new ProcessBuilder(entering);
        builder.environment().put(Mark.VARIABLE, agent.value());
        return builder;
    }

    /** Whether anything runs in it. */
    public boolean populated() {
        return group.populated();
    }

    /** SIGKILLs what runs in it, and removes it when it is empty. */
    @Override
    public void close() {
        group.kill();
        for (int i = 0; i < 100 && group.populated(); i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
        group.remove();
    }
}
