package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.MerkleTree;
import dev.bailiwick.core.audit.TreeHash;
import dev.bailiwick.core.audit.TreeHasher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Puts batches of entries on the disk: one write, one force, and only then does the log have them. After any failure it
 * begins a new segment behind the last acknowledged entry: whether the failed bytes are on the disk nobody can know, as a
 * kernel may forget what it failed to write. One thread writes; {@link #head()} and {@link #size()} are for all.
 */
final class EntryWriter implements AutoCloseable {
    private static final int FIRST_BUFFER = 1 << 18;

    /** A segment is left at this size, so that reading it again takes little time. */
    private static final long SEGMENT_BYTES = 256L << 20;

    private final Disk disk;
    private final ReentrantLock treeLock = new ReentrantLock();
    private final MerkleTree tree;
    private final TreeHasher hasher = new TreeHasher();
    private final List<TreeHash> leaves = new ArrayList<>();
    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER);
    private Disk.@Nullable Content segment;
    private long segmentFirst;
    private long segmentBytes;
    private volatile boolean leaving;

    /** @param tree the tree of all entries that are there */
    EntryWriter(Disk disk, MerkleTree tree) {
        this.disk = disk;
        this.tree = tree;
    }

    /** How much is durable, and the root over it. */
    record Head(long size, TreeHash root) {}

    Head head() {
        treeLock.lock();
        try {
            return new Head(tree.size(), tree.root());
        } finally {
            treeLock.unlock();
        }
    }

    long size() {
        treeLock.lock();
        try {
            return tree.size();
        } finally {
            treeLock.unlock();
        }
    }

    /** The next entry begins a segment: this one is to be complete. */
    void beginSegment() {
        leaving = true;
    }

    /**
     * Returns when all the entries are durable.
     *
     * @return the sequence of the first
     */
    long write(List<Draft> drafts, Instant at) throws IOException {
        long first = size();
        render(drafts, at, first);
        try {
            var target = segment(first);
            target.write(buffer, segmentBytes);
            target.force();
        } catch (IOException | RuntimeException e) {
            abandon();
            leaveBehind(first);
            throw e;
        }
        segmentBytes += buffer.limit();
        acknowledge();
        return first;
    }

    private void render(List<Draft> drafts, Instant at, long first) {
        byte[] time = at.toString().getBytes(StandardCharsets.US_ASCII);
        leaves.clear();
        buffer.clear();
        for (var draft : drafts) {
            makeRoom(Frame.HEAD + draft.maxLength());
            int head = buffer.position();
            buffer.position(head + Frame.HEAD);
            draft.writeTo(buffer, time, first + leaves.size());
            int length = buffer.position() - head - Frame.HEAD;
            var leaf = hasher.leaf(buffer.array(), head + Frame.HEAD, length);
            buffer.putShort(head, (short) length);
            leaf.copyTo(buffer.array(), head + Short.BYTES);
            leaves.add(leaf);
        }
        buffer.flip();
    }

    private void makeRoom(int wanted) {
        if (buffer.remaining() >= wanted) return;
        int capacity = Math.max(2 * buffer.capacity(), buffer.position() + wanted);
        buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
    }

    /** The open segment, or a new one: at the start, when the old one is long enough, after a failure. */
    private Disk.Content segment(long first) throws IOException {
        var open = segment;
        if (open != null && !full(first)) return open;
        if (open != null) open.close();
        segment = null;
        String name = Segments.nameOf(first);
        disk.makeFolder(Segments.FOLDER);
        if (disk.exists(name)) disk.delete(name); // begins at the end of the log: nothing in it was acknowledged
        open = disk.create(name, Disk.Access.GROUP_READS);
        segment = open;
        segmentFirst = first;
        segmentBytes = 0;
        leaving = false;
        disk.forceFolder(Segments.FOLDER);
        return open;
    }

    private boolean full(long first) {
        if (leaving && first > segmentFirst) return true;
        return first - segmentFirst >= Segments.ENTRIES || segmentBytes >= SEGMENT_BYTES;
    }

    private void acknowledge() {
        treeLock.lock();
        try {
            leaves.forEach(tree::append);
        } finally {
            treeLock.unlock();
        }
    }

    /**
     * Begins the next segment at once, as far as the disk lets us: a file that begins at the end of the log says that the
     * bytes before it which nobody acknowledged are none, to a restart that comes before the next entry.
     */
    private void leaveBehind(long first) {
        try {
            segment(first);
        } catch (IOException | RuntimeException _) {
            abandon();
        }
    }

    private void abandon() {
        try {
            close();
        } catch (IOException _) {
            // the failure that matters is the one being thrown
        }
        segment = null;
    }

    @Override
    public void close() throws IOException {
        if (segment != null) segment.close();
    }
}
