package dev.bailiwick.app.wiring;

import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.node.NodeId;
import dev.bailiwick.procedure.node.Nodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Nodes as files of the data folder. One that cannot be read was never let in: the log has the last word on the others too. */
final class KeptNodes implements Nodes {
    private final Path folder;

    KeptNodes(Path folder) {
        this.folder = folder;
    }

    private Path file(NodeId id) {
        return folder.resolve(id + ".json");
    }

    @Override
    public void put(Node node) {
        WholeFile.write(folder, node.id() + ".json", node.json());
    }

    @Override
    public void remove(NodeId id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new Refusal("cannot remove " + file(id) + ": " + e.getMessage());
        }
    }

    @Override
    public List<Node> all() {
        return WholeFile.each(folder, Node::of);
    }
}
