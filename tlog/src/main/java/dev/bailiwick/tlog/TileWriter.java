package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.TreeHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Writes the full tiles behind the entries, from the entries themselves. A tile costs nothing on the way to an
 * acknowledgement; until {@code sealed} says that it is forced, a restart makes it again. Not thread-safe.
 */
final class TileWriter {
    private static final String SEALED = "sealed";

    private final Disk disk;
    private final Entries entries;
    private final HashTiles tiles;
    private long sealed;
    private long written;

    TileWriter(Disk disk, Entries entries) throws IOException {
        this.disk = disk;
        this.entries = entries;
        this.tiles = new HashTiles(disk);
        this.sealed = sealed(disk);
        this.written = sealed;
    }

    /** How many entries have all their full tiles forced to disk. */
    static long sealed(Disk disk) throws IOException {
        var text = disk.read(SEALED).map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip());
        try {
            return text.isPresent() ? Long.parseLong(text.get()) / Segments.ENTRIES * Segments.ENTRIES : 0;
        } catch (NumberFormatException e) {
            return 0; // only costs that the tiles are made again
        }
    }

    /** Brings the tiles up to the first {@code size} entries, and seals those of every 65,536. */
    void follow(long size) throws IOException {
        while (written + HashTiles.WIDTH <= size) {
            List<TreeHash> leaves = new ArrayList<>(HashTiles.WIDTH);
            entries.read(written, written + HashTiles.WIDTH, (_, frame) -> leaves.add(frame.recorded()));
            tiles.write(0, written / HashTiles.WIDTH, leaves);
            written += HashTiles.WIDTH;
            if (written % Segments.ENTRIES == 0) {
                writeAbove(1, written / Segments.ENTRIES - 1);
                seal();
            }
        }
    }

    /** The tile of 256 tiles, and those above it which it completes. */
    private void writeAbove(int level, long index) throws IOException {
        var nodes = new TileNodes(disk, entries, written, written);
        List<TreeHash> hashes = new ArrayList<>(HashTiles.WIDTH);
        for (long i = index * HashTiles.WIDTH; i < (index + 1) * HashTiles.WIDTH; i++) {
            hashes.add(nodes.node(8 * level, i));
        }
        tiles.write(level, index, hashes);
        if ((index + 1) % HashTiles.WIDTH == 0) writeAbove(level + 1, index / HashTiles.WIDTH);
    }

    private void seal() throws IOException {
        var folders = new TreeSet<String>();
        for (int level = 0; level < 8; level++) {
            long width = 1L << (8 * (level + 1));
            for (long index = sealed / width; (index + 1) * width <= written; index++) {
                tiles.force(level, index);
                folders.add(Disk.folderOf(HashTiles.name(level, index)));
            }
            if (width > written) break;
        }
        for (var folder : folders) disk.forceFolder(folder);
        disk.replace(SEALED, Disk.Access.GROUP_READS, (written + "\n").getBytes(StandardCharsets.US_ASCII));
        sealed = written;
    }
}
