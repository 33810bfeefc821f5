package dev.bailiwick.app.wiring;

import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.node.NodeId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.procedure.node.Nodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static Optional<Node> read(Path file) {
        try {
            return Optional.of(Node.of(Json.parseObject(Files.readAllBytes(file), JsonLimits.FILE)));
        } catch (IOException | JsonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
