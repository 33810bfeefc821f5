package dev.bailiwick.app.wiring;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.node.Word;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.freeze.FreezeMarks;
import dev.bailiwick.host.isolation.NftIsolation;
import dev.bailiwick.host.process.ProcessTreeHost;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.credential.Endings;
import dev.bailiwick.procedure.incident.Achieved;
import dev.bailiwick.procedure.incident.Isolation;
import dev.bailiwick.procedure.stop.AgentHost;
import dev.bailiwick.procedure.stop.HostUnavailable;
import dev.bailiwick.secrets.sealedfile.Seal;
import dev.bailiwick.secrets.sealedfile.SealedKit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Freeze and stop when no server answers: the mark beside the log, and the process table. */
public final class OfflineStop {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final DataFolder data;

    public OfflineStop(DataFolder data) {
        this.data = data;
    }

    /** Leaves a mark that the server obeys from its first moment. */
    public JsonObject freeze(Optional<AgentId> agent, String reason) {
        var by = new Actor.LocalAccount(House.ownAccount());
        new FreezeMarks(data.freezes()).freeze(agent, new Freeze(reason, by.name(), Instant.now()));
        return JsonObject.with("frozen", agent.map(AgentId::value).orElse("all"))
                .and(
                        "note",
                        Charges.written(data).isPresent()
                                ? "the freeze holds on this node, and everywhere once its server is heard"
                                : "no server answers: the freeze is marked, and holds from the server's next start")
                .build();
    }

    /** Freeze, then kill what the agents run, as far as the register says where that is. */
    public JsonObject stop(Optional<AgentId> agent, String reason) {
        var frozen = freeze(agent, reason);
        var host = new ProcessTreeHost();
        List<Long> killed = new ArrayList<>();
        List<Long> left = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        for (var charge : charges(agent)) {
            try {
                var stopped = host.stop(charge, DEADLINE);
                killed.addAll(stopped.killed());
                left.addAll(stopped.left());
            } catch (HostUnavailable e) {
                unseen.add(charge.agent() + ": " + e.getMessage());
            }
        }
        return frozen.plus("killed", pids(killed)).plus("left", pids(left)).plus("unseen", JsonArray.ofStrings(unseen));
    }

    /**
     * Contains as far as that goes without a server: freeze and kill. The case is written down beside the log; the server
     * takes it over at its start, and does the rest.
     */
    public JsonObject contain(Optional<AgentId> agent, String reason) {
        var id = new Chance().caseId();
        var by = new Actor.LocalAccount(House.ownAccount());
        var incident = Incident.open(id, agent, reason, by.name(), Instant.now());
        incident = incident.with(taken(Step.CLOSE, () -> {
            freeze(agent, id + ": " + reason);
            return Achieved.done("marked: the server obeys it from its first moment", JsonObject.EMPTY);
        }));
        var cases = new BegunCases(data.incidents());
        // before the kill, which may take its time: whatever happens now, the next server goes on with the case
        cases.put(incident);
        incident = incident.with(taken(Step.KILL, () -> kill(agent)));
        cases.put(incident);
        if (!incident.done(Step.KILL)) {
            incident = incident.with(taken(Step.ISOLATE, this::isolate));
            cases.put(incident);
        }
        return incident.json()
                .plus(
                        "note",
                        new JsonString("no server answers: revocation follows when one starts; until then, also"
                                + " revoke at each service by hand"));
    }

    /**
     * Ends what the sealed kit knows of, at the backends whose settings lie sealed beside it. The freeze closes the border
     * from the server's first moment, which then goes on with what is not proved.
     */
    public JsonObject revoke(Optional<AgentId> agent, String reason) {
        freeze(agent, reason);
        var seal = Seal.keyIn(data.keys().resolve("sealing.key"));
        var kit = new SealedKit(data.keys().resolve("kit.sealed"), seal);
        var leases = kit.open().stream()
                .filter(lease -> agent.isEmpty() || agent.get().equals(lease.agent()))
                .map(lease ->
                        lease.state() == Lease.State.WITH_A_PERSON ? lease : lease.now(Lease.State.REVOKING, reason))
                .sorted(Comparator.comparing(Lease::urgency))
                .toList();
        leases.forEach(kit::put);
        var backends = ConnectedBackends.in(data.keys(), seal, InstantSource.system());
        try (var endings = new Endings(backends.all(), InstantSource.system(), DEADLINE)) {
            var ended = endings.of(leases);
            ended.forEach(kit::put);
            return JsonObject.with(
                            "leases",
                            new JsonArray(
                                    ended.stream().<JsonValue>map(Lease::json).toList()))
                    .and(
                            "note",
                            "no server answers: agents are frozen from its next start, and what is open is tried again")
                    .build();
        }
    }

    private Achieved kill(Optional<AgentId> agent) {
        var host = new ProcessTreeHost();
        var charges = charges(agent).stream().collect(toMap(AgentHost.Whereabouts::agent, each -> each));
        return Measures.kill(charges.keySet(), id -> host.stop(requireNonNull(charges.get(id)), DEADLINE));
    }

    /** Nothing is revoked without a server, so nothing waits for the network. */
    private Achieved isolate() {
        return Isolation.unproved(OrganisationFile.read(data.organisation()).quarantine(), new NftIsolation());
    }

    private static Taken taken(Step step, Supplier<Achieved> measure) {
        var began = Instant.now();
        Achieved achieved;
        try {
            achieved = measure.get();
        } catch (RuntimeException e) {
            achieved = Achieved.failed(String.valueOf(e.getMessage()));
        }
        var took = Duration.between(began, Instant.now());
        return new Taken(step, achieved.outcome(), began, took, achieved.note(), achieved.detail());
    }

    private Collection<Agent> wanted(Optional<AgentId> agent) {
        var known = OrganisationFile.read(data.organisation()).agents(List.of());
        if (agent.isEmpty()) return known.values();
        return Optional.ofNullable(known.get(agent.get()))
                .map(List::of)
                .orElseThrow(() -> new Refusal("no agent " + agent.get() + " stands in " + data.organisation()));
    }

    /** On a node its own agents, as the server last said; else those of the register that run here. */
    private List<AgentHost.Whereabouts> charges(Optional<AgentId> agent) {
        var node = Charges.written(data);
        if (node.isEmpty()) return wanted(agent).stream().map(this::whereabouts).toList();
        var own = node.get().stream()
                .map(Word.Charge::agent)
                .filter(each -> agent.isEmpty() || agent.get().equals(each))
                .map(each -> Charges.whereabouts(data, each, node.get()))
                .toList();
        if (own.isEmpty())
            throw new Refusal(
                    "this node runs no agent " + agent.map(AgentId::value).orElse("at all"));
        return own;
    }

    /** What runs on a node is out of reach from here, and nothing here is mistaken for it. */
    private AgentHost.Whereabouts whereabouts(Agent agent) {
        var node = new KeptNodes(data.nodes())
                .all().stream()
                        .filter(each -> each.joined() && each.agents().contains(agent.id()))
                        .findFirst();
        if (node.isPresent()) return Whereabouts.Place.UNKNOWN.whereabouts(agent.id(), Optional.empty());
        return Whereabouts.written(data, agent.id())
                .orElse(Whereabouts.Place.UNKNOWN)
                .whereabouts(agent.id(), agent.account());
    }

    private static JsonArray pids(List<Long> pids) {
        return new JsonArray(pids.stream().<JsonValue>map(JsonNumber::of).toList());
    }
}
