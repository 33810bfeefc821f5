package dev.bailiwick.host.process;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.account.Accounts;
import dev.bailiwick.procedure.stop.ProcessId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Linux's {@code /proc} (proc(5)), read directly. Accounts are named by their numbers. */
final class ProcFs implements ProcessTable {
    private static final Path PROC = Path.of("/proc");

    // fields of /proc/PID/stat, counted from the state, which is field 3
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int THREADS = 17;
    private static final int STARTED = 19;

    static boolean present() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    @Override
    public List<Running> all() {
        List<Running> rows = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) row(entry).ifPresent(rows::add);
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            throw new dev.bailiwick.procedure.stop.HostUnavailable("the process table cannot be read", e);
        }
        return rows;
    }

    /** Empty when the process is gone in the meantime. */
    private static Optional<Running> row(Path entry) {
        try {
            var fields = stat(entry);
            return Optional.of(new Running(
                    new ProcessId(Long.parseLong(entry.getFileName().toString()), Long.parseLong(fields.get(STARTED))),
                    Long.parseLong(fields.get(PARENT)),
                    Long.parseLong(fields.get(GROUP)),
                    Long.parseLong(fields.get(SESSION)),
                    accounts(entry),
                    dead(fields)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** A main thread may have ended while others go on: that is no corpse. */
    private static boolean dead(List<String> fields) {
        var state = fields.get(STATE);
        return state.equals("X") || (state.equals("Z") && Long.parseLong(fields.get(THREADS)) <= 1);
    }

    /** The fields behind the command's name, which is the process's own word and may hold blanks and brackets. */
    private static List<String> stat(Path entry) throws IOException {
        var text = Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1);
        return List.of(text.substring(text.lastIndexOf(')') + 2).strip().split(" ", -1));
    }

    private static Set<String> accounts(Path entry) throws IOException {
        for (var line : Files.readAllLines(entry.resolve("status"), StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("Uid:")) {
                var numbers = line.substring(4).strip().split("\\s+", -1);
                return Set.copyOf(new java.util.HashSet<>(List.of(numbers)));
            }
        }
        return Set.of();
    }

    @Override
    public Optional<ProcessId> identify(long pid) {
        return row(PROC.resolve(String.valueOf(pid))).map(Running::id);
    }

    @Override
    public boolean marked(ProcessId process, AgentId agent) {
        try {
            var environment = Files.readString(PROC.resolve(process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + Mark.of(agent) + "\0");
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public Optional<String> account(String name) {
        return Accounts.number(name).map(String::valueOf);
    }

    /** With {@code hidepid} (proc(5)) not even the first process is there for us. */
    @Override
    public boolean showsEverybody() {
        return Files.isReadable(PROC.resolve("1/stat"));
    }
}
