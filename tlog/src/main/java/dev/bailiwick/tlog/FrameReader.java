package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.TreeHash;
import dev.bailiwick.core.audit.TreeHasher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the frames of one segment in order, through one buffer. */
final class FrameReader implements AutoCloseable {
    private static final int BUFFER = 4 * (Frame.HEAD + Frame.MAX_ENTRY);

    /** How the canonical JSON of every entry begins. */
    private static final byte[] BEGIN = "{\"actor\":".getBytes(StandardCharsets.US_ASCII);

    private static final int OVERLAP = 64;

    private final Disk.Content content;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long bufferEnd;

    FrameReader(Disk.Content content, long at) {
        this.content = content;
        this.bufferEnd = at;
    }

    /** The place of the next frame. */
    long at() {
        return bufferEnd - buffer.remaining();
    }

    /** The next frame, or null where no whole frame is left. */
    @Nullable
    Frame next() throws IOException {
        if (!fill(Frame.HEAD)) return null;
        int length = Short.toUnsignedInt(buffer.getShort(buffer.position()));
        if (length == 0 || !fill(Frame.HEAD + length)) return null;
        buffer.position(buffer.position() + Short.BYTES);
        var recorded = new byte[TreeHash.LENGTH];
        buffer.get(recorded);
        var entry = new byte[length];
        buffer.get(entry);
        return new Frame(TreeHash.of(recorded), entry);
    }

    /** Whether a whole frame, or nothing more, is at this place. */
    static boolean wholeAt(Disk.Content content, long at) throws IOException {
        if (at == content.size()) return true;
        var frame = new FrameReader(content, at).next();
        return frame != null && frame.whole(new TreeHasher());
    }

    /** Looks for the next whole frame behind a destroyed one; -1 when there is none. */
    static long nextWhole(Disk.Content content, long from) throws IOException {
        var window = ByteBuffer.allocate(BUFFER);
        for (long start = from; start < content.size(); start += BUFFER - OVERLAP) {
            window.clear();
            content.read(window, start);
            window.flip();
            for (int at = Frame.HEAD; at + BEGIN.length <= window.limit(); at++) {
                if (!begins(window, at)) continue;
                long frame = start + at - Frame.HEAD;
                if (wholeAt(content, frame)) return frame;
            }
        }
        return -1;
    }

    private static boolean begins(ByteBuffer window, int at) {
        for (int i = 0; i < BEGIN.length; i++) {
            if (window.get(at + i) != BEGIN[i]) return false;
        }
        return true;
    }

    private boolean fill(int wanted) throws IOException {
        if (buffer.remaining() >= wanted) return true;
        buffer.compact();
        int before = buffer.position();
        content.read(buffer, bufferEnd);
        bufferEnd += buffer.position() - before;
        buffer.flip();
        return buffer.remaining() >= wanted;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
