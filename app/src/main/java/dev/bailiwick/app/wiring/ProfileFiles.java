package dev.bailiwick.app.wiring;

import dev.bailiwick.app.yaml.YamlDocument;
import dev.bailiwick.app.yaml.YamlException;
import dev.bailiwick.core.hardening.AgentProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Profiles of agents: those that ship, and people's own files. */
public final class ProfileFiles {
    /** The ready ones, least powerful first. */
    public static final List<String> SHIPPED = List.of(
            "reporting", "monitoring", "mail-triage", "customer-support", "coding", "ci-assistant", "infrastructure");

    private static final String FOLDER = "/dev/bailiwick/app/hardening/";

    private ProfileFiles() {}

    /**
     * A shipped profile by its name, anything else as a file.
     *
     * @throws YamlException naming file, line and column of what is wrong
     */
    public static AgentProfile read(String nameOrFile) {
        return SHIPPED.contains(nameOrFile)
                ? YamlDocument.parse(nameOrFile + ".yaml", text(nameOrFile)).as(AgentProfile::of)
                : YamlDocument.read(Path.of(nameOrFile)).as(AgentProfile::of);
    }

    /** A shipped profile as its file, comments and all. */
    public static String text(String name) {
        try (var file = ProfileFiles.class.getResourceAsStream(FOLDER + name + ".yaml")) {
            if (file == null) throw new IllegalStateException("the profile " + name + " is missing from the program");
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the profile " + name + " cannot be read", e);
        }
    }
}
