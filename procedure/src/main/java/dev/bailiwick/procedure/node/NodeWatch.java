package dev.bailiwick.procedure.node;

import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.node.NodeId;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Precautions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** Who was cut off: people are told, and what its agents ask from elsewhere is refused but for reading. One thread's. */
public final class NodeWatch {
    private final NodeRegister nodes;
    private final Contacts contacts;
    private final Supplier<Facts> facts;
    private final Alerts alerts;
    private final Precautions precautions;
    private final InstantSource clock;
    private final Instant began;
    private final Set<NodeId> lost = new HashSet<>();
    private Set<AgentId> held = Set.of();

    public NodeWatch(
            NodeRegister nodes,
            Contacts contacts,
            Supplier<Facts> facts,
            Alerts alerts,
            Precautions precautions,
            InstantSource clock) {
        this.nodes = nodes;
        this.contacts = contacts;
        this.facts = facts;
        this.alerts = alerts;
        this.precautions = precautions;
        this.clock = clock;
        this.began = clock.instant();
    }

    public void round() {
        Set<AgentId> now = new HashSet<>();
        nodes.all().stream().filter(Node::joined).forEach(node -> {
            if (contacts.silent(node.id())) now.addAll(silent(node));
            else heard(node);
        });
        held.stream().filter(agent -> !now.contains(agent)).forEach(agent -> precautions.end(name(agent)));
        held = now;
    }

    private Set<AgentId> silent(Node node) {
        // after a start a node needs a moment to come back
        if (!clock.instant().isBefore(began.plus(Contacts.SILENCE)) && lost.add(node.id()))
            node.agents().forEach(agent -> alerts.raise(agent, "node-lost", "its node " + node.id() + " is cut off"));
        node.agents()
                .forEach(agent ->
                        precautions.stand(name(agent), new Precautions.Precaution(Tier.T2, why(node, agent), agent)));
        return node.agents();
    }

    private Reason why(Node node, AgentId agent) {
        return new Reason(
                "node_cut_off",
                "the machine of agent " + agent + ", node " + node.id() + ", is not heard",
                "Stop and wait. Ask " + facts.get().contact() + ".");
    }

    private void heard(Node node) {
        if (lost.remove(node.id()))
            node.agents()
                    .forEach(agent -> alerts.raise(agent, "node-back", "its node " + node.id() + " is heard again"));
    }

    private static String name(AgentId agent) {
        return "node/" + agent;
    }
}
