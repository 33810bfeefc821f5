package dev.bailiwick.host.confine;

import dev.bailiwick.core.hardening.Limits;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

/**
 * A command's limits by setrlimit(2): of memory, computing time and files for each of its processes, of processes for its account
 * as a whole. What a process has written to counts as memory, not what it has merely reserved: runtimes reserve a lot.
 */
final class ResourceLimits {
    private static final int CPU = 0;
    private static final int DATA = 2;
    private static final int CORE = 4;
    private static final int PROCESSES = 6;
    private static final int FILES = 7;

    private final Kernel kernel;
    private final Machine machine;
    private final long[] addresses;

    /**
     * Makes them ready: {@link #apply} comes when this process can open nothing any more, and hardly anything may be allocated.
     *
     * @param spent computing time of this process so far: what it becomes goes on counting
     */
    ResourceLimits(Kernel kernel, Machine machine, Limits limits, Duration spent) {
        this.kernel = kernel;
        this.machine = machine;
        this.addresses = new long[] {
            same(limits.commandCpuSeconds() + spent.toSeconds() + 1),
            same(0),
            same(limits.processes()),
            same(limits.openFiles()),
            same(limits.memoryMiB() << 20)
        };
    }

    /** The address of a struct rlimit64. */
    private long same(long most) {
        var both = kernel.arena().allocate(16, 8);
        both.set(ValueLayout.JAVA_LONG, 0, most);
        both.set(ValueLayout.JAVA_LONG, 8, most);
        return both.address();
    }

    void apply() {
        limit("limit computing time", CPU, addresses[0]);
        limit("limit core dumps", CORE, addresses[1]);
        limit("limit processes", PROCESSES, addresses[2]);
        limit("limit open files", FILES, addresses[3]);
        limit("limit memory", DATA, addresses[4]);
    }

    private void limit(String what, int resource, long address) {
        kernel.must(what, machine.limits(), 0, resource, address, 0, 0);
    }
}
