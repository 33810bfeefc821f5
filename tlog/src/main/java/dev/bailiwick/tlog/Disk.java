package dev.bailiwick.tlog;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/**
 * The folder's files, in the few operations a log needs. Names are relative, with {@code /} between folders. The second
 * implementation stands in the tests and loses power at every boundary.
 */
interface Disk {
    /** Who may read a new file. */
    enum Access {
        /** Bailiwick's account writes, its group reads: 0640. */
        GROUP_READS,
        /** Bailiwick's account alone: 0600. */
        OWNER_ONLY
    }

    /** One open file. */
    interface Content extends AutoCloseable {
        long size() throws IOException;

        /** Reads until the buffer is full or the file ends. */
        void read(ByteBuffer into, long at) throws IOException;

        void write(ByteBuffer from, long at) throws IOException;

        /** Returns when everything written is on the disk. */
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** A new file, open for writing. */
    Content create(String name, Access access) throws IOException;

    /**
     * An existing file, open for reading.
     *
     * @throws NoSuchFileException when there is none
     */
    Content open(String name) throws IOException;

    /** An existing file, open for reading and for writing the same bytes once more. */
    Content reopen(String name) throws IOException;

    boolean exists(String name);

    /** Puts one file in the place of another, at once or not at all. */
    void rename(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    /** The names in a folder, sorted; none when there is no such folder. */
    List<String> list(String folder) throws IOException;

    /** Makes a folder and those above it. Durable when it returns. */
    void makeFolder(String folder) throws IOException;

    /** Makes the creations and renames in a folder durable. */
    void forceFolder(String folder) throws IOException;

    /** The whole of a small file, empty when there is none. */
    default Optional<byte[]> read(String name) throws IOException {
        try (var content = open(name)) {
            var bytes = ByteBuffer.allocate(Math.toIntExact(content.size()));
            content.read(bytes, 0);
            if (bytes.hasRemaining()) throw new EOFException("\"" + name + "\" became shorter while it was read");
            return Optional.of(bytes.array());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Writes a small file so that a reader, or a crash, meets the old content or the new, never a part. */
    default void replace(String name, Access access, byte[] bytes) throws IOException {
        String fresh = name + ".new";
        if (exists(fresh)) delete(fresh);
        makeFolder(folderOf(name));
        try (var content = create(fresh, access)) {
            content.write(ByteBuffer.wrap(bytes), 0);
            content.force();
        }
        rename(fresh, name);
        forceFolder(folderOf(name));
    }

    static String folderOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }
}
