package dev.bailiwick.host.process;

import dev.bailiwick.procedure.stop.ProcessId;
import java.util.Set;

/**
 * One row of the process table.
 *
 * @param group its process group, 0 when the table does not tell
 * @param session its session, 0 when the table does not tell
 * @param accounts the accounts it acts as: real, effective, saved, each as the table names accounts
 * @param dead whether only its row is left, waiting for a parent to read it
 */
record Running(ProcessId id, long parent, long group, long session, Set<String> accounts, boolean dead) {
    Running {
        accounts = Set.copyOf(accounts);
    }

    long pid() {
        return id.pid();
    }
}
