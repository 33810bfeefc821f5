package dev.bailiwick.console.testing;

import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.node.NodeId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.procedure.node.NodeAuthority;
import dev.bailiwick.procedure.node.Nodes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes in memory, and an authority whose certificates are their names. */
final class PlayedNodes implements Nodes, NodeAuthority {
    private final Map<NodeId, Node> kept = new HashMap<>();

    @Override
    public void put(Node node) {
        kept.put(node.id(), node);
    }

    @Override
    public void remove(NodeId id) {
        kept.remove(id);
    }

    @Override
    public List<Node> all() {
        return List.copyOf(kept.values());
    }

    @Override
    public Issued issue(NodeId node, byte[] key) {
        return new Issued(Digest.of(node.value()), node.value(), "authority");
    }

    @Override
    public Digest fingerprint() {
        return Digest.of("authority");
    }
}
