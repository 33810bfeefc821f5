package dev.bailiwick.tlog;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes frames one after the other, through one buffer. */
final class FrameWriter implements AutoCloseable {
    private final Disk.Content content;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    private long at;

    FrameWriter(Disk.Content content) {
        this.content = content;
    }

    void write(Frame frame) throws IOException {
        if (buffer.remaining() < Frame.HEAD + frame.entry().length) flush();
        buffer.putShort((short) frame.entry().length)
                .put(frame.recorded().bytes())
                .put(frame.entry());
    }

    private void flush() throws IOException {
        buffer.flip();
        int length = buffer.limit();
        content.write(buffer, at);
        at += length;
        buffer.clear();
    }

    /** Returns when everything written is on the disk. */
    void force() throws IOException {
        flush();
        content.force();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
