package dev.bailiwick.procedure.node;

import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.node.NodeId;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.procedure.audit.ControlLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Who was let in, as far as the log has seen it. */
public final class NodeRegister {
    private final Nodes kept;
    private final ControlLog log;
    private final Map<String, Node> nodes = new ConcurrentSkipListMap<>();

    public NodeRegister(Nodes kept, ControlLog log) {
        this.kept = kept;
        this.log = log;
        kept.all().forEach(node -> nodes.put(node.id().value(), node));
    }

    /** By name. */
    public List<Node> all() {
        return nodes.values().stream().filter(this::counts).toList();
    }

    private boolean counts(Node node) {
        return log.honours(Binding.of(node));
    }

    public Optional<Node> find(NodeId id) {
        return Optional.ofNullable(nodes.get(id.value())).filter(this::counts);
    }

    /** The joined node that comes with this certificate. */
    public Optional<Node> comingWith(Digest certificate) {
        return all().stream()
                .filter(node -> node.certificates().contains(certificate))
                .findFirst();
    }

    /** The joined node that runs this agent. */
    public Optional<Node> running(AgentId agent) {
        return all().stream()
                .filter(node -> node.joined() && node.agents().contains(agent))
                .findFirst();
    }

    /** The node, invited or joined, that speaks for this agent. */
    Optional<Node> speakingFor(AgentId agent) {
        return all().stream().filter(node -> node.agents().contains(agent)).findFirst();
    }

    /** After its entry. */
    void put(Node node) {
        kept.put(node);
        nodes.put(node.id().value(), node);
    }

    /** Before its entry. */
    void remove(NodeId id) {
        nodes.remove(id.value());
        kept.remove(id);
    }
}
