package dev.bailiwick.app.wiring;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.host.evidence.BundleFile;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.incident.EvidenceDesk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where sealed bundles lie: one file each, of Bailiwick's own account, which a person fetches from there. */
record Bundles(Path folder) {
    /**
     * Keeps it.
     *
     * @return where it lies, and what is in it
     */
    JsonObject keep(EvidenceDesk.Sealed sealed) {
        byte[] bytes = BundleFile.bytes(sealed.files());
        var digest = Digest.of(bytes);
        var file = keep(sealed.id() + "-" + digest.hex().substring(0, 12) + ".zip", bytes);
        return JsonObject.with("case", sealed.id().value())
                .and("file", file.toString())
                .and("sha256", digest.hex())
                .and("bytes", bytes.length)
                .and("manifest", sealed.manifest().hex())
                .and("files", sealed.files().size())
                .and("entries", sealed.entries())
                .and("notCollected", JsonArray.ofStrings(sealed.left()))
                .build();
    }

    /** Keeps it, and says where. */
    Path file(EvidenceDesk.Sealed sealed) {
        return Path.of(keep(sealed).string("file").orElseThrow());
    }

    /** Keeps these bytes under a name that says what they hold. */
    Path keep(String name, byte[] bytes) {
        var file = folder.resolve(name);
        write(file, bytes);
        return file;
    }

    private void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Files.write(file, bytes, CREATE_NEW, WRITE, DSYNC);
        } catch (FileAlreadyExistsException _) {
            // its name says what it holds
        } catch (IOException e) {
            throw new Refusal("cannot write below " + folder + ": " + e.getMessage());
        }
    }
}
