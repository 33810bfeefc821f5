package dev.bailiwick.host.confine;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Becomes a shell under a profile: a process of its own, since confinement is for good. */
final class ConfinedShell {
    static final Path SHELL = Path.of("/usr/bin/dash");

    private ConfinedShell() {}

    static Order order(String profile, Path folder, String script) throws IOException {
        return new Order(
                new AgentId("example"),
                AgentProfile.of(Json.parseObject(profile)),
                SHELL,
                Digest.of(Files.readAllBytes(SHELL)),
                List.of(SHELL.toString(), "-c", script),
                folder,
                Optional.empty());
    }

    /** Arguments: the profile as JSON, the folder, the script. */
    static void main(String... arguments) throws IOException {
        var order = order(arguments[0], Path.of(arguments[1]), arguments[2]);
        Confinement.of(order.profile(), Passage.SHARED).become(order, () -> {});
    }
}
