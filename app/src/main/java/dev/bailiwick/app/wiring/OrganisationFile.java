package dev.bailiwick.app.wiring;

import dev.bailiwick.app.yaml.YamlDocument;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.retention.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code bailiwick.yaml}: who and what there is. */
public final class OrganisationFile {
    private OrganisationFile() {}

    /** @throws dev.bailiwick.app.yaml.YamlException naming line and column of what is wrong */
    public static Organisation read(Path file) {
        return YamlDocument.read(file).as(OrganisationFile::organisation);
    }

    /** The register does not know what kinds of entries there are. */
    private static Organisation organisation(JsonObject json) {
        var organisation = Organisation.of(json);
        Rules.misspelt(organisation.retention()).ifPresent(kind -> {
            throw new JsonException("there is no kind of entry called \"" + kind + "\"", "/retention");
        });
        return organisation;
    }

    /** Writes a first file for the person who starts Bailiwick, if there is none yet. Returns whether it did. */
    public static boolean begin(DataFolder data, String account) {
        if (Files.exists(data.organisation())) return false;
        try {
            Files.writeString(data.organisation(), first(account));
            return true;
        } catch (IOException e) {
            throw new Refusal("cannot write " + data.organisation() + ": " + e.getMessage());
        }
    }

    private static String first(String account) {
        return """
                # Who and what there is. Every key is told in docs/bailiwick-yaml.md; Bailiwick reads this file when it starts.
                version: 1
                contact: "the security team"

                people:
                  - id: %s
                    name: "%s"
                    functions: [security, it, business]
                    account: %s

                agents: []

                internal:
                  hosts: []
                  addresses: []
                """.formatted(personId(account), account, account);
    }

    private static String personId(String account) {
        String id = account.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9_.-]", "-");
        return id.matches("[a-z].*") ? id : "p-" + id;
    }
}
