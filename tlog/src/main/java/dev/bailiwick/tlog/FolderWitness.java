package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.audit.VerifierKey;
import dev.bailiwick.core.audit.Witness;
import dev.bailiwick.core.audit.Witness.Answer;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A witness with its memory in a folder: its key, the keys of the logs it knows, and for each log the last checkpoint it
 * cosigned. It is worth something only under an account, or on a host, that the log's owner does not control.
 */
public final class FolderWitness implements AutoCloseable {
    private static final String LOGS = "logs";
    private static final String SEEN = "seen/";

    private final Disk disk;
    private final InstantSource clock;
    private final LogKeys keys;
    private final AutoCloseable lock;

    private FolderWitness(Disk disk, InstantSource clock, AutoCloseable lock) throws IOException {
        this.disk = disk;
        this.clock = clock;
        this.lock = lock;
        this.keys = new LogKeys(disk, "bailiwick-witness");
        keys.open();
    }

    /**
     * What is sent back over HTTP.
     *
     * @param type the content type
     */
    public record Response(int status, String type, String body) {
        private static Response text(int status, String body) {
            return new Response(status, "text/plain; charset=utf-8", body + "\n");
        }
    }

    /** @throws AuditUnavailable when the folder cannot be used, or another process uses it */
    public static FolderWitness open(Path folder, InstantSource clock) {
        try {
            var lock = FolderLock.take(folder);
            try {
                return new FolderWitness(new FolderDisk(folder), clock, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new AuditUnavailable("the witness in \"" + folder + "\" cannot be opened: " + e.getMessage(), e);
        }
    }

    /** The key by which its cosignatures are known. */
    public VerifierKey key() {
        try {
            return keys.open().verifier().as(VerifierKey.Type.COSIGNATURE);
        } catch (IOException e) {
            throw new AuditUnavailable("the witness's key cannot be read: " + e.getMessage(), e);
        }
    }

    /** Lets it cosign for the log with this key; a log that rotated its key is trusted anew. */
    public synchronized void trust(VerifierKey log) {
        try {
            String name = LOGS + "/" + Digest.of(log.toString()).hex();
            disk.replace(name, Disk.Access.GROUP_READS, (log + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AuditUnavailable("the witness cannot remember a log: " + e.getMessage(), e);
        }
    }

    /** Answers the body of {@code POST add-checkpoint} (C2SP tlog-witness). One request at a time, so that none rolls back. */
    public synchronized Response addCheckpoint(String body) {
        Witness.Request request;
        try {
            request = Witness.Request.parse(body);
        } catch (IllegalArgumentException e) {
            return Response.text(400, "not a request: " + e.getMessage());
        }
        try {
            return answer(request);
        } catch (IOException e) {
            return Response.text(503, "the witness cannot remember, so it does not sign");
        }
    }

    private Response answer(Witness.Request request) throws IOException {
        String seen =
                SEEN + Digest.of(Checkpoint.of(request.checkpoint()).origin()).hex();
        var last = disk.read(seen).map(SignedNote::parse).map(Checkpoint::of);
        return switch (new Witness(keys.open(), trusted()).answer(request, last, clock.instant())) {
            case Answer.Cosigned(var signature, var _) -> {
                disk.replace(seen, Disk.Access.GROUP_READS, request.checkpoint().bytes());
                yield Response.text(200, signature.toString());
            }
            case Answer.OtherSize(long size) -> new Response(409, "text/x.tlog.size", size + "\n");
            case Answer.Refused(int status, String why) -> Response.text(status, why);
        };
    }

    private List<VerifierKey> trusted() throws IOException {
        var logs = new java.util.ArrayList<VerifierKey>();
        for (String name : disk.list(LOGS)) {
            Optional<byte[]> key = disk.read(LOGS + "/" + name);
            key.map(bytes -> VerifierKey.parse(new String(bytes, StandardCharsets.UTF_8).strip()))
                    .ifPresent(logs::add);
        }
        return logs;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (Exception e) {
            throw new AuditUnavailable("the witness cannot let go of its folder", e);
        }
    }
}
