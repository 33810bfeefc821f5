package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.PathProbes.Finding;
import dev.bailiwick.procedure.enforcement.PathProbes.Probe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether an agent's gate holds on the runtime that runs now. On the versions it was measured with it does; on any other it has
 * to be proved, and anew for each version. A proof is forgotten when Bailiwick ends: it is soon made again, and what nobody
 * remembers cannot be forged.
 */
public final class GateProof {
    private final PathProbes probes;
    private final Function<AgentId, Optional<String>> version;
    private final Predicate<String> measured;
    private final AuditLog log;
    private final Alerts alerts;
    private final Map<AgentId, String> proved = new ConcurrentHashMap<>();

    /**
     * @param version the version that the agent's runtime runs, as its gate says; empty before it ever did
     * @param measured whether the gate was measured on this version
     */
    public GateProof(
            PathProbes probes,
            Function<AgentId, Optional<String>> version,
            Predicate<String> measured,
            AuditLog log,
            Alerts alerts) {
        this.probes = probes;
        this.version = version;
        this.measured = measured;
        this.log = log;
        this.alerts = alerts;
    }

    /** What a proof came to: it holds when no probe failed and each path was held by at least one. */
    public record Proof(String version, List<Probe> probes) {
        public Proof {
            probes = List.copyOf(probes);
        }

        public boolean holds() {
            return !probes.isEmpty()
                    && probes.stream().noneMatch(probe -> probe.finding() == Finding.FAILED)
                    && held().containsAll(paths(_ -> true));
        }

        private Set<String> held() {
            return paths(probe -> probe.finding() == Finding.HELD);
        }

        private Set<String> paths(Predicate<Probe> of) {
            return probes.stream().filter(of).map(Probe::path).collect(Collectors.toSet());
        }

        public JsonObject json() {
            return JsonObject.with("what", "selftest")
                    .and("runtime", version)
                    .and("holds", holds())
                    .and(
                            "probes",
                            new JsonArray(
                                    probes.stream().<JsonValue>map(Probe::json).toList()))
                    .build();
        }
    }

    /** Tries every path of the agent's runtime, and remembers when all held. A failed probe is an alert. */
    public Proof prove(AgentId agent, Actor.Human actor) {
        var proof = new Proof(version.apply(agent).orElse("unknown"), probes.of(agent));
        if (proof.probes().isEmpty()) return proof;
        log.append(Event.of(Event.Kind.LIVENESS, actor, agent, proof.json()));
        if (proof.holds()) proved.put(agent, proof.version());
        else proved.remove(agent);
        proof.probes().stream()
                .filter(probe -> probe.finding() == Finding.FAILED)
                .findFirst()
                .ifPresent(probe -> alerts.raise(
                        agent, "selftest-failed", "a probe that must be refused was carried out: " + probe.what()));
        return proof;
    }

    /** Why the gate is not to be relied on with the runtime that runs now, empty when it is. */
    public Optional<String> unproved(AgentId agent) {
        return version.apply(agent)
                .filter(measured.negate())
                .filter(now -> !now.equals(proved.get(agent)))
                .map(now -> "agent " + agent + " runs OpenClaw " + now
                        + ", on which its gate was never measured: prove it with `./bailiwick openclaw selftest --agent "
                        + agent + "`");
    }
}
