package dev.bailiwick.host.openclaw;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An OpenClaw that is there: the Node.js that runs it, and its program.
 *
 * @param node the {@code node} executable
 * @param program {@code openclaw.mjs} of the package
 */
public record Installation(Path node, Path program) {

    /** What {@link Installer} put into a folder, when it is complete. */
    public static Optional<Installation> in(Path folder) {
        var modules = folder.toAbsolutePath().normalize().resolve("node_modules");
        var found = new Installation(modules.resolve(".bin/node"), modules.resolve("openclaw/openclaw.mjs"));
        boolean complete = Files.isExecutable(found.node) && Files.isRegularFile(found.program);
        return complete && !found.version().isEmpty() ? Optional.of(found) : Optional.empty();
    }

    /** The package's version, empty when the package does not say. */
    public String version() {
        try {
            var described = Files.readAllBytes(program.resolveSibling("package.json"));
            return Json.parseObject(described, JsonLimits.FILE)
                    .string("version")
                    .orElse("");
        } catch (IOException | JsonException _) {
            return "";
        }
    }

    /** The command line of {@code openclaw} with these arguments. */
    public List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(node.toString(), program.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The search path on which this Node.js comes first. */
    public String path() {
        return node.getParent() + ":"
                + Optional.ofNullable(System.getenv("PATH")).orElse("/usr/local/bin:/usr/bin:/bin");
    }
}
