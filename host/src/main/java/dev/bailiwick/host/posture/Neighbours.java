package dev.bailiwick.host.posture;

import dev.bailiwick.core.register.discovery.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Every process and port of this machine, by {@code /proc}, as far as we may look. */
public final class Neighbours {
    private static final Path PROC = Path.of("/proc");
    private static final int MOST = 20_000;
    private static final String LISTENING = "0A";
    private static final String ESTABLISHED = "01";
    private static final Pattern INTERPRETER = Pattern.compile("(node|bun|deno|python[0-9.]*|ruby|perl|java|sh|bash)");

    private final Map<String, Long> holders = new HashMap<>();
    private final List<Socket> sockets = new ArrayList<>();

    private record Socket(
            String state, InetAddress local, int port, String peer, boolean away, long account, String id) {}

    private Neighbours() {}

    /** Never fails: what cannot be read is left out. */
    public static Running look() {
        return new Neighbours().running();
    }

    /** The process and everything it started. */
    public static List<Long> tree(long root) {
        return ProcessReading.tree(root);
    }

    private Running running() {
        for (var table : List.of("tcp", "tcp6"))
            ProcessReading.text(PROC.resolve("net").resolve(table))
                    .ifPresent(text -> text.lines().skip(1).limit(MOST).forEach(this::socket));
        var processes = processes();
        processes.forEach(this::hold);
        return new Running(
                processes.stream().flatMap(pid -> program(pid).stream()).toList(), listeners());
    }

    private static List<Long> processes() {
        List<Long> found = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var each : entries)
                if (found.size() < MOST)
                    found.add(Long.parseLong(each.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException _) {
            return found;
        }
        return found;
    }

    private void socket(String line) {
        var fields = line.strip().split("\\s+", -1);
        if (fields.length < 10) return;
        boolean listens = fields[3].equals(LISTENING);
        if (!listens && !fields[3].equals(ESTABLISHED)) return;
        var local = fields[1].split(":", 2);
        var remote = fields[2].split(":", 2);
        var peer = Listeners.address(remote[0]);
        sockets.add(new Socket(
                fields[3],
                Listeners.address(local[0]),
                Integer.parseInt(local[1], 16),
                peer.getHostAddress() + ":" + Integer.parseInt(remote[1], 16),
                !peer.isLoopbackAddress(),
                Long.parseLong(fields[7]),
                "socket:[" + fields[9] + "]"));
    }

    private void hold(long pid) {
        try (var files = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (var file : files) {
                var target = link(file);
                if (target.startsWith("socket:")) holders.putIfAbsent(target, pid);
            }
        } catch (IOException | DirectoryIteratorException _) {
            // another account's, or gone in the meantime
        }
    }

    private static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private Optional<Running.Program> program(long pid) {
        var entry = PROC.resolve(String.valueOf(pid));
        return account(entry)
                .map(account -> new Running.Program(
                        pid,
                        names(entry),
                        account,
                        sockets.stream()
                                .filter(each -> each.state().equals(ESTABLISHED) && each.away())
                                .filter(each -> holders.getOrDefault(each.id(), 0L) == pid)
                                .map(Socket::peer)
                                .distinct()
                                .toList()));
    }

    private static Optional<Long> account(Path entry) {
        return ProcessReading.text(entry.resolve("status"))
                .flatMap(status ->
                        status.lines().filter(line -> line.startsWith("Uid:")).findFirst())
                .map(line -> Long.parseLong(line.split("\\s+", -1)[1]));
    }

    /** What it calls itself. An argument counts only where an interpreter runs it: who searches for a name is not it. */
    private static Set<String> names(Path entry) {
        var names = new LinkedHashSet<String>();
        ProcessReading.text(entry.resolve("comm")).map(String::strip).ifPresent(names::add);
        var line = ProcessReading.text(entry.resolve("cmdline")).orElse("").split("\0", -1);
        String program = base(line[0]);
        names.add(program);
        if (INTERPRETER.matcher(program).matches()) {
            for (int i = 1; i < line.length; i++) {
                if (line[i].startsWith("-")) continue;
                names.add(base(line[i]));
                if (line[i].contains("/node_modules/openclaw/")) names.add("openclaw");
                break;
            }
        }
        names.remove("");
        return names;
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1).split(" ", 2)[0];
    }

    private List<Running.Listener> listeners() {
        return sockets.stream()
                .filter(each -> each.state().equals(LISTENING))
                .map(each -> new Running.Listener(
                        each.local().getHostAddress(),
                        each.port(),
                        holders.getOrDefault(each.id(), 0L),
                        each.account()))
                .toList();
    }
}
