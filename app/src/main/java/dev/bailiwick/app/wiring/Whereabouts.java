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

/** Where agents run, put together from what their plugins say and the register knows; written down for the day we are down. */
final class Whereabouts {
    private final CurrentFacts facts;
    private final Liveness liveness;
    private final ProcessTreeHost host;
    private final DataFolder data;
    private final Map<AgentId, ProcessId> written = new HashMap<>();

    Whereabouts(CurrentFacts facts, Liveness liveness, ProcessTreeHost host, DataFolder data) {
        this.facts = facts;
        this.liveness = liveness;
        this.host = host;
        this.data = data;
    }

    AgentHost.Whereabouts of(AgentId id) {
        return new AgentHost.Whereabouts(id, root(id).or(() -> written(data, id)), account(id), Optional.empty());
    }

    private Optional<String> account(AgentId id) {
        return facts.now().agent(id).flatMap(Agent::account);
    }

    private Optional<ProcessId> root(AgentId id) {
        return liveness.last(id).map(Liveness.Heartbeat::pid).flatMap(host::identify);
    }

    /** Writes down each agent's root process when it changed, for a stop without us. */
    void write() {
        for (var id : facts.now().agents().keySet()) root(id).ifPresent(root -> write(id, root));
    }

    private void write(AgentId id, ProcessId root) {
        if (root.equals(written.get(id))) return;
        var folder = data.agent(id.value());
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("process"), root.pid() + " " + root.started() + "\n");
            written.put(id, root);
        } catch (IOException e) {
            throw new Refusal("cannot write below " + folder + ": " + e.getMessage());
        }
    }

    /** What was last written down of an agent's root process. */
    static Optional<ProcessId> written(DataFolder data, AgentId id) {
        var file = data.agent(id.value()).resolve("process");
        try {
            if (!Files.exists(file)) return Optional.empty();
            String[] parts = Files.readString(file).strip().split(" ", 2);
            return Optional.of(new ProcessId(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
