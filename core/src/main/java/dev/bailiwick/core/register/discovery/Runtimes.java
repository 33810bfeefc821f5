package dev.bailiwick.core.register.discovery;

import dev.bailiwick.core.register.discovery.Running.Listener;
import dev.bailiwick.core.register.discovery.Running.Program;
import dev.bailiwick.core.register.discovery.Sighting.Kind;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Programs that run agents or serve them tools: what they are called and where they listen. Data, so that it can grow. */
public final class Runtimes {
    /** Among the resources beside this class. */
    public static final String FILE = "runtimes.json";

    private static final int MOST_PEERS = 20;

    private final List<Known> known;

    private record Known(String name, List<String> programs, List<Integer> ports) {
        boolean runs(Program program) {
            return programs.stream()
                    .anyMatch(pattern -> program.names().stream().anyMatch(name -> matches(pattern, name)));
        }

        /** One star, at the beginning or at the end. */
        private static boolean matches(String pattern, String name) {
            if (pattern.startsWith("*")) return name.endsWith(pattern.substring(1));
            return pattern.endsWith("*")
                    ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                    : name.equals(pattern);
        }
    }

    /**
     * Who is registered.
     *
     * @param processes their processes, and all they started
     */
    public record Registered(Set<Long> processes) {
        public Registered {
            processes = Set.copyOf(processes);
        }

        boolean has(Program program) {
            return processes.contains(program.pid());
        }
    }

    private Runtimes(List<Known> known) {
        this.known = known;
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no list of runtimes */
    public static Runtimes of(JsonObject json) {
        var fields = Fields.of(json);
        fields.parsed("format", format -> {
            if (!format.equals("bailiwick-runtimes-1")) throw new IllegalArgumentException("another format");
            return format;
        });
        var known = fields.list("runtimes").stream().map(Runtimes::runtime).toList();
        fields.end();
        return new Runtimes(known);
    }

    private static Known runtime(Fields fields) {
        var runtime = new Known(
                fields.text("name"),
                fields.texts("programs"),
                fields.texts("ports").stream().map(Integer::valueOf).toList());
        fields.end();
        return runtime;
    }

    /** What runs here and belongs to no registered agent. One sighting for each thing, in no more than one look. */
    public List<Sighting> strangers(Running seen, Registered registered) {
        var found = new LinkedHashMap<String, Sighting>();
        var programs = seen.programs().stream()
                .filter(program -> !registered.has(program))
                .collect(Collectors.toMap(Program::pid, program -> program, (one, _) -> one, LinkedHashMap::new));
        var processes = new ArrayList<Sighting>();
        programs.values()
                .forEach(program -> runtime(program).ifPresent(name -> {
                    processes.add(process(name, program));
                    processes.addAll(egress(name, program));
                }));
        seen.listeners()
                .forEach(listener -> listener(listener, programs, accounts(seen, registered), registered)
                        .ifPresent(processes::add));
        processes.forEach(each -> found.putIfAbsent(each.key(), each));
        return List.copyOf(found.values());
    }

    private Optional<String> runtime(Program program) {
        return known.stream()
                .filter(each -> each.runs(program))
                .map(Known::name)
                .findFirst();
    }

    private static Sighting process(String name, Program program) {
        return new Sighting(
                Kind.PROCESS,
                name + " of account " + program.account(),
                "process " + program.pid() + ": " + String.join(", ", new TreeSet<>(program.names())));
    }

    private static List<Sighting> egress(String name, Program program) {
        return program.peers().stream()
                .distinct()
                .sorted()
                .limit(MOST_PEERS)
                .map(peer -> new Sighting(
                        Kind.EGRESS, name + " to " + peer, "process " + program.pid() + " past every border"))
                .toList();
    }

    /** Accounts that only registered agents use here: what such an account holds and we may not look at is theirs. */
    private static Set<Long> accounts(Running seen, Registered registered) {
        return seen.programs().stream()
                .filter(registered::has)
                .map(Program::account)
                .collect(Collectors.toSet());
    }

    /** A port that a runtime is known for, or that one holds. */
    private Optional<Sighting> listener(
            Listener listener, Map<Long, Program> strangers, Set<Long> accounts, Registered registered) {
        if (registered.processes().contains(listener.pid())) return Optional.empty();
        boolean theirs = listener.pid() == 0 && accounts.contains(listener.account());
        if (theirs) return Optional.empty();
        return Optional.ofNullable(strangers.get(listener.pid()))
                .flatMap(this::runtime)
                .or(() -> known.stream()
                        .filter(each -> each.ports().contains(listener.port()))
                        .map(Known::name)
                        .findFirst())
                .map(name -> new Sighting(
                        Kind.LISTENER,
                        name + " at " + listener.address() + ":" + listener.port(),
                        listener.pid() == 0
                                ? "held by account " + listener.account() + ", whose processes we may not look at"
                                : "held by process " + listener.pid()));
    }
}
