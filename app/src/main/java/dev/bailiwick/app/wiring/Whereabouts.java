package dev.bailiwick.app.wiring;

import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.process.ProcessTreeHost;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.stop.AgentHost;
import dev.bailiwick.procedure.stop.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Where agents run, put together from what their plugins say and the register knows; written down for the day we are down. */
final class Whereabouts {
    private final CurrentFacts facts;
    private final Liveness liveness;
    private final ProcessTreeHost host;
    private final DataFolder data;
    private final Predicate<AgentId> elsewhere;
    private final Map<AgentId, Place> written = new HashMap<>();

    /** @param elsewhere whether an agent runs on a node: its numbers are another machine's */
    Whereabouts(
            CurrentFacts facts,
            Liveness liveness,
            ProcessTreeHost host,
            DataFolder data,
            Predicate<AgentId> elsewhere) {
        this.elsewhere = elsewhere;
        this.facts = facts;
        this.liveness = liveness;
        this.host = host;
        this.data = data;
    }

    AgentHost.Whereabouts of(AgentId id) {
        if (elsewhere.test(id)) return Place.UNKNOWN.whereabouts(id, Optional.empty());
        return place(id).or(() -> written(data, id)).orElse(Place.UNKNOWN).whereabouts(id, account(id));
    }

    private Optional<String> account(AgentId id) {
        return facts.now().agent(id).flatMap(Agent::account);
    }

    private Optional<Place> place(AgentId id) {
        return liveness.last(id)
                .map(Liveness.Heartbeat::pid)
                .flatMap(host::identify)
                .map(root -> new Place(Optional.of(root), account(id).flatMap(name -> host.ownGroup(root, name))));
    }

    /** Writes down where each agent runs when it changed, for a stop without us. */
    void write() {
        for (var id : facts.now().agents().keySet())
            if (!elsewhere.test(id)) place(id).ifPresent(place -> write(id, place));
    }

    private void write(AgentId id, Place place) {
        if (place.equals(written.get(id))) return;
        write(data, id, place);
        written.put(id, place);
    }

    /** Writes down where an agent runs. */
    static void write(DataFolder data, AgentId id, Place place) {
        var folder = data.agent(id.value());
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("process"), place.line());
        } catch (IOException e) {
            throw new Refusal("cannot write below " + folder + ": " + e.getMessage());
        }
    }

    /** What was last written down of where an agent runs. */
    static Optional<Place> written(DataFolder data, AgentId id) {
        var file = data.agent(id.value()).resolve("process");
        try {
            return Files.exists(file) ? Optional.of(Place.of(Files.readString(file))) : Optional.empty();
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /**
     * Where one agent runs on this machine.
     *
     * @param group its own control group
     */
    record Place(Optional<ProcessId> root, Optional<String> group) {
        static final Place UNKNOWN = new Place(Optional.empty(), Optional.empty());

        /** {@code PID STARTED [GROUP]}: a group's path may hold blanks. */
        static Place of(String line) {
            String[] parts = line.strip().split(" ", 3);
            var root = new ProcessId(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            return new Place(Optional.of(root), parts.length > 2 ? Optional.of(parts[2]) : Optional.empty());
        }

        String line() {
            var process = root.map(id -> id.pid() + " " + id.started()).orElseThrow();
            return process + group.map(path -> " " + path).orElse("") + "\n";
        }

        AgentHost.Whereabouts whereabouts(AgentId id, Optional<String> account) {
            return new AgentHost.Whereabouts(id, root, account, group);
        }
    }
}
