package dev.bailiwick.app.wiring;

import dev.bailiwick.core.node.Word;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.process.ProcessTreeHost;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.stop.AgentHost;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** The agents of a node, and where on it they run; written down for the day the server is away. */
final class Charges {
    private static final String NAME = "charges.json";

    private final DataFolder data;
    private final ProcessTreeHost host = new ProcessTreeHost();
    private volatile List<Word.Charge> all;

    Charges(DataFolder data) {
        this.data = data;
        this.all = written(data).orElse(List.of());
    }

    List<Word.Charge> all() {
        return all;
    }

    /** Empty on a machine that is no node. */
    static Optional<List<Word.Charge>> written(DataFolder data) {
        var file = data.node().resolve(NAME);
        if (!Files.exists(file)) return Optional.empty();
        try {
            var rows = Fields.of(Json.parseObject(Files.readAllBytes(file), JsonLimits.REQUEST))
                    .list("charges");
            return Optional.of(rows.stream().map(Word.Charge::of).toList());
        } catch (IOException | JsonException e) {
            throw new Refusal("cannot read " + file + ", which says whom this node runs: " + e.getMessage());
        }
    }

    void take(List<Word.Charge> now) {
        now.forEach(charge -> place(charge).ifPresent(place -> Whereabouts.write(data, charge.agent(), place)));
        if (now.equals(all)) return;
        write(now);
        all = now;
    }

    private Optional<Whereabouts.Place> place(Word.Charge charge) {
        return charge.pid()
                .flatMap(host::identify)
                .map(root -> new Whereabouts.Place(
                        Optional.of(root), charge.account().flatMap(name -> host.ownGroup(root, name))))
                .filter(place -> !Whereabouts.written(data, charge.agent()).equals(Optional.of(place)));
    }

    private void write(List<Word.Charge> now) {
        var rows = new JsonArray(now.stream().<JsonValue>map(Word.Charge::json).toList());
        WholeFile.write(data.node(), NAME, JsonObject.with("charges", rows).build());
    }

    AgentHost.Whereabouts whereabouts(AgentId agent) {
        return whereabouts(data, agent, all);
    }

    static AgentHost.Whereabouts whereabouts(DataFolder data, AgentId agent, List<Word.Charge> charges) {
        var account = charges.stream()
                .filter(charge -> charge.agent().equals(agent))
                .findFirst()
                .flatMap(Word.Charge::account);
        return Whereabouts.written(data, agent)
                .orElse(Whereabouts.Place.UNKNOWN)
                .whereabouts(agent, account);
    }
}
