package dev.bailiwick.app.wiring;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.secrets.sealedfile.Resealing;
import dev.bailiwick.secrets.sealedfile.Seal;
import dev.bailiwick.secrets.sealedfile.SealBroken;
import dev.bailiwick.secrets.sealedfile.SealedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Bailiwick's own keys: where each lies, how old it is, who reads it, how it is changed. Needs files alone. */
public record OwnKeys(DataFolder data, Instant now) {
    private static final String AUTHORITY = "egress-ca.pem";

    public JsonObject list() {
        List<JsonValue> rows = new ArrayList<>();
        rows.add(row(
                "sealing key",
                sealing(),
                "opens the credentials, the backends' settings and the kit",
                "keys rotate sealing, with the server stopped"));
        rows.add(row(
                "fingerprint key",
                data.keys().resolve("fingerprint.key"),
                "knows burnt credentials again",
                "never: under another key nothing burnt is known any more"));
        rows.add(row(
                "log signer",
                data.log().resolve("keys").resolve("key.pem"),
                "signs the log's checkpoints",
                "keys rotate log, with the server stopped; the old key announces the new one"));
        rows.addAll(backends());
        rows.addAll(authorities());
        return JsonObject.with("keys", new JsonArray(rows)).build();
    }

    private Path sealing() {
        return data.keys().resolve(Resealing.KEY);
    }

    /** What Bailiwick shows each backend, and the root key of what it makes there. */
    private List<JsonValue> backends() {
        var file = data.keys().resolve("backends.sealed");
        if (!Files.exists(file) || !Files.exists(sealing())) return List.of();
        var changed = "change it at the backend, then credentials connect NAME again";
        try {
            return new SealedSettings(file, Seal.keyIn(sealing()))
                    .all().members().keySet().stream()
                            .<JsonValue>map(name ->
                                    row("backend " + name, file, "what Bailiwick shows \"" + name + "\"", changed))
                            .toList();
        } catch (SealBroken e) {
            return List.of(row("backends", file, "cannot be opened: nothing is lent from it", changed));
        }
    }

    private List<JsonValue> authorities() {
        var agents = data.path().resolve("agents");
        if (!Files.isDirectory(agents)) return List.of();
        try (Stream<Path> folders = Files.list(agents)) {
            return folders.filter(folder -> Files.exists(folder.resolve(AUTHORITY)))
                    .sorted()
                    .<JsonValue>map(folder -> row(
                            "egress authority " + folder.getFileName(),
                            folder.resolve(AUTHORITY),
                            "its private key is in the server's memory alone; the file is its public certificate",
                            "at each start of the server; it ends after 90 days"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private JsonObject row(String key, Path file, String what, String rotated) {
        var row = JsonObject.with("key", key).and("place", file.toString());
        try {
            var seen = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            row.and(
                            "ageDays",
                            Duration.between(seen.lastModifiedTime().toInstant(), now)
                                    .toDays())
                    .and("owner", seen.owner().getName())
                    .and("mode", PosixFilePermissions.toString(seen.permissions()));
        } catch (IOException e) {
            row.and("mode", "not there");
        }
        return row.and("for", what).and("rotated", rotated).build();
    }
}
