package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.InclusionProof;
import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.LogProof;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.audit.Stub;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the proof that an entry is in the log, from the folder alone. Checking it needs not even that: see {@link
 * LogProof#check}.
 */
public final class ProofFile {
    /** The usual ending of such a file. */
    public static final String ENDING = ".tlog-proof";

    private ProofFile() {}

    /** What became of a wish for a proof. */
    public sealed interface Made {
        /** @param keys what a checker needs besides, from somebody it trusts */
        record Proof(String text, KeyHistory keys) implements Made {}

        /** No checkpoint covers the entry yet; a running log signs one within moments. */
        record TooYoung(long signed) implements Made {}

        record NoSuchEntry(long size) implements Made {}

        /** Its body was removed, as the entry {@code tombstone} says: what could be proved is gone. */
        record Pruned(long tombstone) implements Made {}
    }

    /** @throws AuditUnavailable when the folder cannot be read, or does not hold what it signed */
    public static Made prove(Path folder, long entry) {
        return prove(new FolderDisk(folder), entry);
    }

    static Made prove(Disk disk, long entry) {
        try {
            var newest = new Checkpoints(disk).newest();
            long signed = newest.map(note -> Checkpoint.of(note).size()).orElse(0L);
            if (newest.isPresent() && entry >= 0 && entry < signed) return prove(disk, entry, newest.get());
            var end = new Recovery(disk, new Entries(disk), 0).look();
            return entry >= 0 && entry < end.size() ? new Made.TooYoung(signed) : new Made.NoSuchEntry(end.size());
        } catch (IOException | IllegalArgumentException | UncheckedIOException e) {
            throw new AuditUnavailable("no proof can be made: " + e.getMessage(), e);
        }
    }

    /**
     * The proofs of many entries under one checkpoint, the newest.
     *
     * @throws AuditUnavailable when the folder cannot be read, does not hold what it signed, or has not signed them yet
     */
    public static List<String> prove(Path folder, List<Long> wanted) {
        var disk = new FolderDisk(folder);
        try {
            var newest = new Checkpoints(disk).newest().orElseThrow(() -> new IOException("nothing is signed yet"));
            return proofs(disk, newest, wanted);
        } catch (IOException | IllegalArgumentException | UncheckedIOException e) {
            throw new AuditUnavailable("no proof can be made: " + e.getMessage(), e);
        }
    }

    static List<String> proofs(Disk disk, SignedNote checkpoint, List<Long> wanted) throws IOException {
        var maker = new Maker(disk, checkpoint);
        List<String> proofs = new ArrayList<>(wanted.size());
        for (long entry : wanted)
            proofs.add(maker.proof(entry, bytes(maker.entries, entry)).text());
        return proofs;
    }

    private static Made prove(Disk disk, long entry, SignedNote checkpoint) throws IOException {
        return new Maker(disk, checkpoint).made(entry);
    }

    /** Makes proofs under one checkpoint. */
    private static final class Maker {
        private final SignedNote checkpoint;
        private final Checkpoint signed;
        private final KeyHistory keys;
        private final Entries entries;
        private final TileNodes nodes;

        Maker(Disk disk, SignedNote checkpoint) throws IOException {
            this.checkpoint = checkpoint;
            this.signed = Checkpoint.of(checkpoint);
            this.keys = new LogKeys(disk).history().orElseThrow(() -> new IOException("the log's keys are missing"));
            this.entries = new Entries(disk);
            this.nodes = new TileNodes(disk, entries, TileWriter.sealed(disk), signed.size());
        }

        Made made(long entry) throws IOException {
            byte[] bytes = bytes(entries, entry);
            var stub = Stub.of(bytes);
            return stub.isPresent() ? new Made.Pruned(stub.get().tombstone()) : proof(entry, bytes);
        }

        private Made.Proof proof(long entry, byte[] bytes) throws IOException {
            var inclusion = InclusionProof.of(entry, signed.size(), nodes);
            String text = new LogProof(bytes, inclusion, checkpoint).toString();
            return switch (LogProof.check(text, keys)) {
                case LogProof.Check.Holds _ -> new Made.Proof(text, keys);
                case LogProof.Check.Fails(String why) ->
                    throw new AuditUnavailable(
                            "the log does not hold what it signed (" + why + "): see `bailiwick audit verify`");
            };
        }
    }

    private static byte[] bytes(Entries entries, long entry) throws IOException {
        List<byte[]> found = new ArrayList<>(1);
        entries.read(entry, entry + 1, (_, frame) -> found.add(frame.entry()));
        return found.getFirst();
    }

    /** The same as its folder keeps them: the first key, then an announcement of each later one. */
    public static List<String> keyFiles(Path folder) {
        try {
            return new LogKeys(new FolderDisk(folder)).files();
        } catch (IOException e) {
            throw new AuditUnavailable("the log's keys cannot be read: " + e.getMessage(), e);
        }
    }

    /** The public keys of the log in a folder, for somebody to keep elsewhere. */
    public static Optional<KeyHistory> keys(Path folder) {
        try {
            return new LogKeys(new FolderDisk(folder)).history();
        } catch (IOException | IllegalArgumentException e) {
            throw new AuditUnavailable("the log's keys cannot be read: " + e.getMessage(), e);
        }
    }
}
