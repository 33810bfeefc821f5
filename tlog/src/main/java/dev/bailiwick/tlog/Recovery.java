package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.MerkleTree;
import dev.bailiwick.core.audit.TreeHasher;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Finds out, at the start, where the log ends, and refuses to go on if it does not continue what was signed. */
record Recovery(Disk disk, Entries entries, long sealed) {
    private static final int CHUNK = 1 << 16;
    private static final int STRIDE = 1_024;

    /**
     * Where the log ends.
     *
     * @param segment the last file of entries, empty when there is none
     * @param whole how many of its bytes are whole entries
     * @param torn bytes behind them: left there, never read again
     * @param places where some of its entries begin
     */
    record End(long size, String segment, long whole, long torn, TreeMap<Long, Long> places) {
        /** A place at or before an entry of this file. */
        long placeOf(long entry) {
            var place = places.floorEntry(entry);
            return place == null ? 0 : place.getValue();
        }
    }

    /**
     * The end of the log, with everything up to it really on the disk. What no checkpoint covers is written once more
     * before it is forced: if a force failed, the kernel may believe those bytes clean and force nothing.
     */
    End end() throws IOException {
        var end = look();
        if (end.segment().isEmpty()) return end;
        long signed = new Checkpoints(disk).signed();
        try (var content = disk.reopen(end.segment())) {
            rewrite(content, end.placeOf(signed), end.whole());
            content.force();
        }
        disk.forceFolder(Segments.FOLDER);
        return end;
    }

    private static void rewrite(Disk.Content content, long from, long to) throws IOException {
        var chunk = ByteBuffer.allocate(CHUNK);
        for (long at = from; at < to; at += CHUNK) {
            chunk.clear().limit((int) Math.min(CHUNK, to - at));
            content.read(chunk, at);
            content.write(chunk.flip(), at);
        }
    }

    /** {@link #end} for those who only read. */
    End look() throws IOException {
        List<Segments.Segment> segments = Segments.list(disk);
        if (segments.isEmpty()) return new End(0, "", 0, 0, new TreeMap<>());
        var last = segments.getLast();
        var hasher = new TreeHasher();
        var places = new TreeMap<Long, Long>();
        try (var content = disk.open(last.name())) {
            var reader = new FrameReader(content, 0);
            long size = last.first();
            long whole = 0;
            for (var frame = reader.next(); frame != null; frame = reader.next()) {
                if (!hasher.leaf(frame.entry()).equals(frame.recorded())) break;
                if (size % STRIDE == 0) places.put(size, whole);
                size++;
                whole = reader.at();
            }
            return new End(size, last.name(), whole, content.size() - whole, places);
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
