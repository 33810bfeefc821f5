package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.Observed;
import dev.bailiwick.core.value.SecretShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One process by {@code /proc} (proc(5)). */
final class ProcessReading {
    private static final Path PROC = Path.of("/proc");
    private static final List<String> CAPABILITIES = List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb");
    private static final List<String> NAMESPACES = List.of("mnt", "pid", "ipc", "net", "uts", "user");

    /** The machine's own namespace of processes has always had this number (include/linux/proc_ns.h). */
    private static final String FIRST_OF_PROCESSES = "pid:[4026531836]";

    private final Path entry;
    private final long pid;

    private ProcessReading(long pid) {
        this.pid = pid;
        this.entry = PROC.resolve(String.valueOf(pid));
    }

    static Observed.AgentProcess of(long pid) {
        var reading = new ProcessReading(pid);
        var born = reading.born();
        var process = reading.read(true);
        return born.isPresent() && born.equals(reading.born()) ? process : reading.read(false);
    }

    /** The process and everything it started, itself first. */
    static List<Long> tree(long root) {
        Map<Long, List<Long>> children = new HashMap<>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var each : entries) {
                var fields = stat(each);
                if (fields.isEmpty()) continue;
                children.computeIfAbsent(Long.parseLong(fields.get().get(1)), _ -> new ArrayList<>())
                        .add(Long.parseLong(each.getFileName().toString()));
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException _) {
            return List.of(root);
        }
        List<Long> found = new ArrayList<>(List.of(root));
        for (int i = 0; i < found.size(); i++) found.addAll(children.getOrDefault(found.get(i), List.of()));
        return found;
    }

    /** The fields behind the command's name, which is the process's own word. */
    private static Optional<List<String>> stat(Path entry) {
        return text(entry.resolve("stat"))
                .map(text -> List.of(
                        text.substring(text.lastIndexOf(')') + 2).strip().split(" ", -1)));
    }

    private Optional<String> born() {
        return stat(entry).map(fields -> fields.get(19));
    }

    private Observed.AgentProcess read(boolean steady) {
        return new Observed.AgentProcess(
                pid,
                threads(),
                text(entry.resolve("attr/apparmor/current"))
                        .or(() -> text(entry.resolve("attr/current")))
                        .map(label -> label.replace("\0", "").strip())
                        .filter(label -> !label.isEmpty()),
                shared(),
                text(entry.resolve("mountinfo")).map(ProcessReading::mounts),
                listeners(),
                ControlGroup.of(entry),
                text(entry.resolve("environ")).map(ProcessReading::secrets),
                steady);
    }

    private List<Observed.Rights> threads() {
        List<Observed.Rights> threads = new ArrayList<>();
        try (var tasks = Files.newDirectoryStream(entry.resolve("task"))) {
            for (var task : tasks)
                text(task.resolve("status")).map(ProcessReading::thread).ifPresent(threads::add);
        } catch (IOException | java.nio.file.DirectoryIteratorException _) {
            return List.of();
        }
        return threads;
    }

    private static Observed.Rights thread(String status) {
        Map<String, String> fields = new HashMap<>();
        status.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0)
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        return new Observed.Rights(
                numbers(fields.getOrDefault("Uid", "")),
                numbers(fields.getOrDefault("Gid", "") + " " + fields.getOrDefault("Groups", "")),
                CAPABILITIES.stream()
                        .filter(fields::containsKey)
                        .map(name -> Long.parseUnsignedLong(fields.get(name), 16))
                        .toList(),
                fields.getOrDefault("NoNewPrivs", "").equals("1"),
                Integer.parseInt(fields.getOrDefault("Seccomp", "0")));
    }

    private static Set<Long> numbers(String text) {
        Set<Long> numbers = new HashSet<>();
        for (var word : text.split("\\s+", -1)) if (!word.isEmpty()) numbers.add(Long.parseLong(word));
        return numbers;
    }

    /** Compared with the first process, or with us where we may not look at that one and are in its namespace of processes. */
    private Optional<Set<String>> shared() {
        var own = namespaces(entry);
        var host = namespaces(PROC.resolve("1"))
                .or(() -> namespaces(PROC.resolve("self")).filter(ours -> ours.containsValue(FIRST_OF_PROCESSES)));
        if (own.isEmpty() || host.isEmpty()) return Optional.empty();
        Set<String> shared = new TreeSet<>();
        own.get().forEach((name, namespace) -> {
            if (namespace.equals(host.get().get(name))) shared.add(name);
        });
        return Optional.of(shared);
    }

    private static Optional<Map<String, String>> namespaces(Path process) {
        Map<String, String> found = new HashMap<>();
        try {
            for (var name : NAMESPACES) {
                found.put(
                        name,
                        Files.readSymbolicLink(process.resolve("ns/" + name)).toString());
            }
            return Optional.of(found);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static List<Observed.Mount> mounts(String mountinfo) {
        return mountinfo.lines().map(ProcessReading::mount).toList();
    }

    private static Observed.Mount mount(String line) {
        int dash = line.indexOf(" - ");
        var head = line.substring(0, dash).split(" ", -1);
        var tail = line.substring(dash + 3).split(" ", -1);
        // source and root together: a bind mount's origin is its root within the file system
        return new Observed.Mount(
                head[4],
                tail[1] + " " + head[3],
                tail[0],
                Set.of(head[5].split(",", -1)),
                line.substring(0, dash).contains(" shared:"));
    }

    /** Sockets of its network that listen and that it holds itself. */
    private Optional<List<Observed.Listener>> listeners() {
        Set<String> held = new HashSet<>();
        try (var files = Files.newDirectoryStream(entry.resolve("fd"))) {
            for (var file : files) {
                try {
                    held.add(Files.readSymbolicLink(file).toString());
                } catch (IOException _) {
                    // closed in the meantime
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException _) {
            return Optional.empty();
        }
        return text(entry.resolve("net/tcp")).map(four -> {
            var six = text(entry.resolve("net/tcp6")).orElse("");
            return (four + six)
                    .lines()
                    .flatMap(line -> Listeners.of(line, held).stream())
                    .toList();
        });
    }

    private static Set<String> secrets(String environment) {
        Set<String> names = new TreeSet<>();
        for (var variable : environment.split("\0", -1)) {
            int equals = variable.indexOf('=');
            if (equals > 0 && SecretShape.in(variable.substring(equals + 1)).isPresent()) {
                names.add(variable.substring(0, equals));
            }
        }
        return names;
    }

    static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
