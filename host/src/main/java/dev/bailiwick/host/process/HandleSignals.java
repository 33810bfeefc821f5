package dev.bailiwick.host.process;

import dev.bailiwick.procedure.stop.ProcessId;
import java.util.Optional;

/** Signals as Java sends them anywhere. It checks the moment of birth itself, a few instructions before it kills. */
record HandleSignals(ProcessTable table) implements Signals {
    @Override
    public boolean halt(ProcessId process) {
        return false;
    }

    /** The handle is taken first and the identity checked second: the handle then stands for that process or for none. */
    @Override
    public boolean kill(ProcessId process) {
        var handle = ProcessHandle.of(process.pid());
        boolean same = table.identify(process.pid()).equals(Optional.of(process));
        return same && handle.map(ProcessHandle::destroyForcibly).orElse(false);
    }
}
