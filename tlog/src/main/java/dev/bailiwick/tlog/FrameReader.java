package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.TreeHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the frames of one segment in order, through one buffer. */
final class FrameReader implements AutoCloseable {
    private static final int BUFFER = 4 * (Frame.HEAD + Frame.MAX_ENTRY);

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

    /** How many bytes are left: more than none after the last frame means that it was torn, or is being written. */
    long left() throws IOException {
        return content.size() - at();
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
