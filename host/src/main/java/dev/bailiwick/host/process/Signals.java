package dev.bailiwick.host.process;

import dev.bailiwick.procedure.stop.ProcessId;

/** Sends signals to a process, and never to another that got its number. */
sealed interface Signals permits PidfdSignals, HandleSignals {
    static Signals on(ProcessTable table) {
        return PidfdSignals.available() ? new PidfdSignals(table) : new HandleSignals(table);
    }

    /** Makes it stand still, so that it cannot fork while the rest is sought. False when that cannot be done. */
    boolean halt(ProcessId process);

    /** SIGKILL. False when it was not sent: no right to, or the process is gone. */
    boolean kill(ProcessId process);
}
