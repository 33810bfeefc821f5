package dev.bailiwick.host.process;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.stop.ProcessId;
import java.util.List;
import java.util.Optional;

/** What this machine runs. */
sealed interface ProcessTable permits ProcFs, HandleTable {
    /** The table of the machine we are on. */
    static ProcessTable here() {
        return ProcFs.present() ? new ProcFs() : new HandleTable();
    }

    List<Running> all();

    Optional<ProcessId> identify(long pid);

    /** Whether the process carries the agent's {@link Mark}; false when its environment cannot be read. */
    boolean marked(ProcessId process, AgentId agent);

    /** How this table names an account, empty when there is no such account. */
    Optional<String> account(String name);

    /** Whether processes of other accounts are in the table at all. */
    boolean showsEverybody();
}
