package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.incident.Recovery;
import java.time.Instant;
import java.util.Optional;

/** What stands between an agent that was contained and its next run, with the desks of this house. */
record Releasing(Rooms rooms) implements Recovery.Surroundings {
    @Override
    public Optional<String> alive(AgentId agent, Instant opened) {
        long leases = rooms.records().store().leases().open().stream()
                .filter(lease -> lease.agent().equals(agent) && lease.issued().isBefore(opened))
                .count();
        long own = rooms.records().store().credentials().of(agent).stream()
                .filter(each -> each.issued().isBefore(opened) && each.revoked().isEmpty())
                .count();
        if (leases > 0) return Optional.of(leases + " leases are not proved dead: `credentials list`");
        return own > 0 ? Optional.of(own + " of the agent's own credentials are not revoked") : Optional.empty();
    }

    @Override
    public Optional<String> baseline(AgentId agent) {
        return rooms.desks().posture().baselineNotMet(agent);
    }

    /** From production it falls to pilot; below that nothing is given back that it had not. */
    @Override
    public Optional<String> moveDown(Agent agent, Actor.Human actor, String reason) {
        if (agent.step() != Step.PRODUCTION) return Optional.empty();
        return rooms.desks().ladder().move(agent.id(), Step.PILOT, actor, reason);
    }

    /** Where everything is frozen, each other agent is frozen alone first. */
    @Override
    public Optional<String> release(AgentId agent, Actor.Human actor, String reason) {
        var stop = rooms.desks().stop();
        var facts = rooms.known().facts().now();
        if (facts.freezes().all().isPresent()) {
            for (var other : facts.agents().keySet()) {
                var failed = other.equals(agent)
                        ? java.util.List.<String>of()
                        : stop.freeze(Optional.of(other), reason, actor);
                if (!failed.isEmpty()) return Optional.of(other + " is not frozen alone yet: " + failed.getFirst());
            }
            stop.release(Optional.empty(), reason, actor);
        }
        stop.release(Optional.of(agent), reason, actor);
        return Optional.empty();
    }
}
