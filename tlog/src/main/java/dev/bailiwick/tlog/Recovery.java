package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.MerkleTree;
import dev.bailiwick.core.audit.TreeHasher;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds out, at the start, where the log ends, and refuses to go on if it does not continue what was signed. */
record Recovery(Disk disk, Entries entries, long sealed) {

    /** @param torn bytes behind the last whole entry, in the file of that name: left there, never read again */
    record End(long size, String segment, long torn) {}

    /** The end of the log. Everything up to it is forced to disk once more: a killed process may have left that undone. */
    End end() throws IOException {
        List<Segments.Segment> segments = Segments.list(disk);
        if (segments.isEmpty()) return new End(0, "", 0);
        var last = segments.getLast();
        var hasher = new TreeHasher();
        try (var content = disk.open(last.name())) {
            var reader = new FrameReader(content, 0);
            long size = last.first();
            long whole = 0;
            for (var frame = reader.next(); frame != null; frame = reader.next()) {
                if (!hasher.leaf(frame.entry()).equals(frame.recorded())) break;
                size++;
                whole = reader.at();
            }
            content.force();
            disk.forceFolder(Segments.FOLDER);
            return new End(size, last.name(), content.size() - whole);
        }
    }

    /** The tree of the first {@code size} entries, from their tiles. */
    MerkleTree tree(long size) {
        return MerkleTree.of(size, new TileNodes(disk, entries, sealed, size));
    }

    /** @throws AuditUnavailable when the log is shorter than its newest checkpoint says, or not the log that was signed */
    void refuseIfNotContinued(Optional<KeyHistory> keys, long size) throws IOException {
        var newest = new Checkpoints(disk).newest();
        if (newest.isEmpty()) return;
        if (keys.isEmpty() || keys.get().signer(newest.get()).isEmpty()) {
            throw broken("its checkpoint is not signed by its key");
        }
        var signed = Checkpoint.of(newest.get());
        if (signed.size() > size) {
            throw broken("entries " + size + " to " + (signed.size() - 1) + " were signed and are missing");
        }
        if (!tree(signed.size()).root().equals(signed.root())) {
            throw broken("its entries are not those that were signed");
        }
    }

    private static AuditUnavailable broken(String what) {
        return new AuditUnavailable("the log was tampered with: " + what + "; see `bailiwick audit verify`");
    }
}
