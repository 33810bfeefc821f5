package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.ConsistencyProof;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.audit.TreeHash;
import dev.bailiwick.core.audit.extract.Growth;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import dev.bailiwick.procedure.extract.Proven;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Proves many entries under one checkpoint, and that the log grew to it from the checkpoints before. Works on the folder alone. */
public final class LogExtract {
    /** Milestones are one for each segment: more than these are not proved, the newest are. */
    private static final int MOST = 1_000;

    private LogExtract() {}

    /**
     * @param kept a checkpoint that somebody kept elsewhere, to be proved from too; one larger than the log is left out
     * @throws AuditUnavailable when the folder cannot be read, does not hold what it signed, or has not signed them yet
     */
    public static Proven prove(Path folder, List<Long> entries, Optional<SignedNote> kept) {
        var disk = new FolderDisk(folder);
        try {
            var checkpoint = new Checkpoints(disk).newest().orElseThrow(() -> new IOException("nothing is signed yet"));
            var proofs = ProofFile.proofs(disk, checkpoint, entries);
            return new Proven(checkpoint, proofs, grown(disk, checkpoint, kept));
        } catch (IOException | IllegalArgumentException | UncheckedIOException e) {
            throw new AuditUnavailable("no extract can be made: " + e.getMessage(), e);
        }
    }

    private static List<Growth> grown(Disk disk, SignedNote checkpoint, Optional<SignedNote> kept) throws IOException {
        long size = Checkpoint.of(checkpoint).size();
        var nodes = new TileNodes(disk, new Entries(disk), TileWriter.sealed(disk), size);
        List<Growth> grown = new ArrayList<>();
        for (var earlier : earlier(disk, kept).values()) {
            long from = Checkpoint.of(earlier).size();
            if (from > 0 && from < size) grown.add(new Growth(earlier, path(from, size, nodes)));
        }
        return grown;
    }

    private static List<TreeHash> path(long from, long size, TileNodes nodes) {
        return ConsistencyProof.of(from, size, nodes).path();
    }

    /** By size; what was kept elsewhere is not overruled by what lies here. */
    private static SortedMap<Long, SignedNote> earlier(Disk disk, Optional<SignedNote> kept) throws IOException {
        var notes = new TreeMap<Long, SignedNote>();
        for (var note : new Checkpoints(disk).kept())
            notes.put(Checkpoint.of(note).size(), note);
        while (notes.size() > MOST) notes.pollFirstEntry();
        disk.read(Cosigning.KEPT)
                .map(SignedNote::parse)
                .ifPresent(note -> notes.put(Checkpoint.of(note).size(), note));
        kept.ifPresent(note -> notes.put(Checkpoint.of(note).size(), note));
        return notes;
    }
}
