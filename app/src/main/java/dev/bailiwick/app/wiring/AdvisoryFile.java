package dev.bailiwick.app.wiring;

import dev.bailiwick.app.yaml.YamlDocument;
import dev.bailiwick.core.hardening.Advisories;
import java.nio.file.Path;

/** The feed of versions with a known weakness; JSON is YAML too. */
public final class AdvisoryFile {
    private AdvisoryFile() {}

    /** @throws dev.bailiwick.app.yaml.YamlException naming line and column of what is wrong */
    public static Advisories read(Path file) {
        return YamlDocument.read(file).as(Advisories::of);
    }
}
