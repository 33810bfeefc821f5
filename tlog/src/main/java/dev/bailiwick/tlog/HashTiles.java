package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.TreeHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The tree's hashes as C2SP tlog-tiles: 256 to a file, each hash of a level standing for 256 of the level below. */
record HashTiles(Disk disk) {
    static final int WIDTH = 256;
    static final int BYTES = WIDTH * TreeHash.LENGTH;

    /** {@code tile/<L>/<N>}, the index in groups of three digits: 1234067 is {@code x001/x234/067}. */
    static String name(int level, long index) {
        return "tile/" + level + "/" + path(index);
    }

    static String path(long index) {
        var path = new StringBuilder(String.format("%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, String.format("x%03d/", rest % 1000));
        }
        return path.toString();
    }

    /** A full tile, empty when there is none or it is torn. */
    Optional<byte[]> read(int level, long index) throws IOException {
        return disk.read(name(level, index)).filter(bytes -> bytes.length == BYTES);
    }

    /** Writes a full tile, not yet forced: until it is sealed, it can be made again from the entries. */
    void write(int level, long index, List<TreeHash> hashes) throws IOException {
        if (hashes.size() != WIDTH) throw new IllegalArgumentException("a full tile has 256 hashes");
        var bytes = ByteBuffer.allocate(BYTES);
        for (var hash : hashes) bytes.put(hash.bytes());
        String name = name(level, index);
        var stored = disk.read(name);
        if (stored.isPresent()) {
            if (ByteBuffer.wrap(stored.get()).equals(bytes.flip())) return;
            disk.delete(name);
        }
        disk.makeFolder(Disk.folderOf(name));
        try (var content = disk.create(name, Disk.Access.GROUP_READS)) {
            content.write(bytes.rewind(), 0);
        }
    }

    void force(int level, long index) throws IOException {
        try (var content = disk.open(name(level, index))) {
            content.force();
        }
    }
}
