package dev.bailiwick.host.ask;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** The agent's own credentials, as {@code openclaw connect} wrote them; read anew for each use, so that a new one counts at once. */
record AskCredentials(Path file) {
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** Lets ask, and never report. */
    String ask() {
        return member("ask");
    }

    /** Lets report, and never ask. */
    String report() {
        return member("report");
    }

    private String member(String name) {
        return read().string(name).orElseThrow(() -> new Unanswered(file + " has no credential \"" + name + "\""));
    }

    private JsonObject read() {
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file)))
                throw new Unanswered(file + " can be read by others: chmod 600 it");
            return Json.parseObject(Files.readAllBytes(file), JsonLimits.REQUEST);
        } catch (IOException e) {
            throw new Unanswered("the agent's credentials cannot be read: " + e.getMessage());
        } catch (JsonException e) {
            // its message could quote a credential
            throw new Unanswered(file + " holds no credentials");
        }
    }
}
