package dev.bailiwick.procedure.node;

import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.node.Order;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.stop.AgentHost;
import dev.bailiwick.procedure.stop.HostUnavailable;
import java.time.Duration;
import java.util.List;

/** Stops an agent where it runs: on this machine, or on its node. */
public final class NodeHost implements AgentHost {
    /** For the word to travel and the answer to come back. */
    private static final Duration TRAVEL = Duration.ofSeconds(5);

    private final NodeRegister nodes;
    private final Contacts contacts;
    private final AgentHost here;

    /** @param here this machine */
    public NodeHost(NodeRegister nodes, Contacts contacts, AgentHost here) {
        this.nodes = nodes;
        this.contacts = contacts;
        this.here = here;
    }

    @Override
    public Stopped stop(Whereabouts agent, Duration deadline) {
        return nodes.running(agent.agent())
                .map(node -> there(node, agent, deadline))
                .orElseGet(() -> here.stop(agent, deadline));
    }

    private Stopped there(Node node, Whereabouts agent, Duration deadline) {
        var detail =
                JsonObject.with("seconds", JsonNumber.of(deadline.toSeconds())).build();
        var agentId = java.util.Optional.of(agent.agent());
        return stopped(node, contacts.order(node, Order.Kind.STOP, agentId, detail, deadline.plus(TRAVEL)));
    }

    private static Stopped stopped(Node node, JsonObject result) {
        try {
            return new Stopped(pids(result, "killed"), pids(result, "left"));
        } catch (JsonException | IllegalArgumentException e) {
            throw new HostUnavailable("node " + node.id() + " answered what is not understood", e);
        }
    }

    private static List<Long> pids(JsonObject result, String name) {
        return Fields.of(result).texts(name).stream().map(Long::parseLong).toList();
    }
}
