package dev.bailiwick.host.confine;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.json.Json;
import java.nio.file.Path;
import java.util.List;

/** Becomes a shell under a profile: a process of its own, since confinement is for good. */
final class ConfinedShell {
    private ConfinedShell() {}

    /** Arguments: the profile as JSON, the folder, the script. */
    static void main(String... arguments) {
        var profile = AgentProfile.of(Json.parseObject(arguments[0]));
        Confinement.of(profile).become(List.of("/usr/bin/dash", "-c", arguments[2]), Path.of(arguments[1]));
    }
}
