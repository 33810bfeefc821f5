package dev.bailiwick.procedure.node;

import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.node.NodeId;
import java.util.List;

/** Who was let in, kept for the next start. What is read back counts only if the log says the same. */
public interface Nodes {
    /** Replaces what was kept under the same name. */
    void put(Node node);

    void remove(NodeId id);

    List<Node> all();
}
