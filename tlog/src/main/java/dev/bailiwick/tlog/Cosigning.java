package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.ConsistencyProof;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.audit.VerifierKey;
import dev.bailiwick.core.audit.Witness;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** The log's side of witnessing: what it asks a witness, and what it keeps of the answer. Works on the folder alone. */
public final class Cosigning {
    /** The newest checkpoint that a witness cosigned; `verify` holds the log to it as to its own. */
    static final String KEPT = "cosigned";

    private Cosigning() {}

    /**
     * The request for the newest checkpoint; empty when there is none, or none larger than the witness has seen.
     *
     * @param old the size the witness last cosigned; 0 the first time, and what it answers with status 409
     * @throws AuditUnavailable when the folder cannot be read
     */
    public static Optional<Witness.Request> request(Path folder, long old) {
        try {
            var disk = new FolderDisk(folder);
            var newest = new Checkpoints(disk).newest();
            if (newest.isEmpty() || Checkpoint.of(newest.get()).size() < old) return Optional.empty();
            long size = Checkpoint.of(newest.get()).size();
            var nodes = new TileNodes(disk, new Entries(disk), TileWriter.sealed(disk), size);
            var proof = ConsistencyProof.of(old, size, nodes);
            return Optional.of(new Witness.Request(old, proof.path(), newest.get()));
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new AuditUnavailable("the log cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Keeps the checkpoint with the cosignatures of a witness's answer.
     *
     * @return empty when none of them is by this witness
     * @throws AuditUnavailable when the folder cannot be written
     */
    public static Optional<SignedNote> keep(Path folder, Witness.Request request, String answer, VerifierKey witness) {
        try {
            var note = request.checkpoint();
            for (String line : answer.lines().toList()) note = note.with(SignedNote.Signature.parse(line));
            if (!witness.as(VerifierKey.Type.COSIGNATURE).signed(note)) return Optional.empty();
            new FolderDisk(folder).replace(KEPT, Disk.Access.GROUP_READS, note.bytes());
            return Optional.of(note);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AuditUnavailable("the cosigned checkpoint cannot be kept: " + e.getMessage(), e);
        }
    }

    /**
     * How many entries the newest cosigned checkpoint covers; empty when no witness ever cosigned.
     *
     * @throws AuditUnavailable when the folder cannot be read
     */
    public static Optional<Long> covered(Path folder) {
        try {
            return new FolderDisk(folder)
                    .read(KEPT)
                    .map(bytes -> Checkpoint.of(SignedNote.parse(bytes)).size());
        } catch (IOException | IllegalArgumentException e) {
            throw new AuditUnavailable("the cosigned checkpoint cannot be read: " + e.getMessage(), e);
        }
    }
}
