package dev.bailiwick.host.process;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.stop.ProcessId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The process table as Java shows it anywhere: parents and accounts, but no sessions, groups or environments. */
final class HandleTable implements ProcessTable {
    @Override
    public List<Running> all() {
        return ProcessHandle.allProcesses()
                .flatMap(handle -> row(handle).stream())
                .toList();
    }

    private static Optional<Running> row(ProcessHandle handle) {
        return identity(handle)
                .map(id -> new Running(
                        id,
                        handle.parent().map(ProcessHandle::pid).orElse(0L),
                        0,
                        0,
                        handle.info().user().map(Set::of).orElse(Set.of()),
                        !handle.isAlive()));
    }

    /** A process whose birth cannot be read is another account's; it could not be killed either. */
    private static Optional<ProcessId> identity(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).map(start -> new ProcessId(handle.pid(), start));
    }

    @Override
    public Optional<ProcessId> identify(long pid) {
        return ProcessHandle.of(pid).flatMap(HandleTable::identity);
    }

    @Override
    public boolean marked(ProcessId process, AgentId agent) {
        return false;
    }

    @Override
    public Optional<String> account(String name) {
        return Optional.of(name);
    }

    @Override
    public boolean showsEverybody() {
        return ProcessHandle.of(1).isPresent();
    }
}
