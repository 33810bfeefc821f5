package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.TreeHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tree's hashes as C2SP tlog-tiles: 256 to a file, each hash of a level standing for 256 of the level below. */
record HashTiles(Disk disk) {
    private static final Pattern WIDTHS = Pattern.compile("[1-9][0-9]{0,2}");

    static final int WIDTH = 256;
    static final int BYTES = WIDTH * TreeHash.LENGTH;

    /** A tile spans eight levels of the tree. */
    static final int HEIGHT = 8;

    /** Levels of tiles that a log of any thinkable size has: 2^48 entries. */
    static final int LEVELS = 6;

    /** How many hashes a level of tiles has over a tree of this size, those in partial tiles included. */
    static long hashes(int level, long size) {
        return size >>> (HEIGHT * level);
    }

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

    /** What a tile holds so far: the full tile, or the widest partial one. */
    Optional<byte[]> readWidest(int level, long index) throws IOException {
        var full = read(level, index);
        if (full.isPresent()) return full;
        String folder = partial(level, index);
        int widest = disk.list(folder).stream()
                .filter(name -> WIDTHS.matcher(name).matches())
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        return disk.read(folder + "/" + widest).filter(bytes -> bytes.length == widest * TreeHash.LENGTH);
    }

    /** Writes a full tile, not yet forced: until it is sealed, it can be made again from the entries. */
    void write(int level, long index, List<TreeHash> hashes) throws IOException {
        if (hashes.size() != WIDTH) throw new IllegalArgumentException("a full tile has 256 hashes");
        write(name(level, index), hashes);
    }

    /** Writes a tile that is not full, in the place of narrower ones. */
    void writePartial(int level, long index, List<TreeHash> hashes) throws IOException {
        if (hashes.isEmpty()) return;
        String folder = partial(level, index);
        String width = Integer.toString(hashes.size());
        write(folder + "/" + width, hashes);
        for (String other : disk.list(folder)) {
            if (!other.equals(width)) disk.delete(folder + "/" + other);
        }
    }

    /** Lets go of a partial tile: the full one stands, or a crash may have left it torn. */
    void deletePartial(int level, long index) throws IOException {
        String folder = partial(level, index);
        for (String width : disk.list(folder)) disk.delete(folder + "/" + width);
    }

    private static String partial(int level, long index) {
        return name(level, index) + ".p";
    }

    private void write(String name, List<TreeHash> hashes) throws IOException {
        var bytes = ByteBuffer.allocate(hashes.size() * TreeHash.LENGTH);
        for (var hash : hashes) bytes.put(hash.bytes());
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
