package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.TreeHash;
import dev.bailiwick.core.audit.TreeHasher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Writes the tiles behind the entries, from the hashes beside the entries. A tile costs nothing on the way to an
 * acknowledgement; until {@code sealed} says that it is forced, a restart makes it again. Not thread-safe.
 */
final class TileWriter {
    private static final String SEALED = "sealed";

    private final Disk disk;
    private final Entries entries;
    private final HashTiles tiles;
    private final TreeHasher hasher = new TreeHasher();

    /** Per level, the hashes that do not fill a tile yet: the right edge of the tree. */
    private final List<List<TreeHash>> edge = new ArrayList<>();

    private long sealed;
    private long written;

    TileWriter(Disk disk, Entries entries) throws IOException {
        this.disk = disk;
        this.entries = entries;
        this.tiles = new HashTiles(disk);
        this.sealed = sealed(disk);
        this.written = sealed;
        for (int level = 0; level < HashTiles.LEVELS; level++) edge.add(edge(level));
    }

    private List<TreeHash> edge(int level) throws IOException {
        var nodes = new TileNodes(disk, entries, sealed, sealed);
        List<TreeHash> hashes = new ArrayList<>();
        long end = HashTiles.hashes(level, sealed);
        for (long i = end / HashTiles.WIDTH * HashTiles.WIDTH; i < end; i++) {
            hashes.add(nodes.node(HashTiles.HEIGHT * level, i));
        }
        tiles.deletePartial(level, end / HashTiles.WIDTH);
        return hashes;
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

    /** Brings the tiles up to the first {@code size} entries, the partial ones at the edge too; seals every 65,536. */
    void follow(long size) throws IOException {
        if (size == written) return;
        List<TreeHash> leaves = new ArrayList<>(HashTiles.WIDTH);
        while (written < size) {
            long end = Math.min(size, (written / HashTiles.WIDTH + 1) * HashTiles.WIDTH);
            leaves.clear();
            entries.read(written, end, (_, frame) -> leaves.add(frame.recorded()));
            for (var leaf : leaves) add(0, leaf);
            if (written % Segments.ENTRIES == 0) seal();
        }
        for (int level = 0; level < edge.size(); level++) {
            tiles.writePartial(level, HashTiles.hashes(level, size) / HashTiles.WIDTH, edge.get(level));
        }
    }

    private void add(int level, TreeHash hash) throws IOException {
        var hashes = edge.get(level);
        hashes.add(hash);
        if (level == 0) written++;
        if (hashes.size() < HashTiles.WIDTH) return;
        long index = HashTiles.hashes(level, written) / HashTiles.WIDTH - 1;
        tiles.write(level, index, hashes);
        tiles.deletePartial(level, index);
        var root = root(hashes, 0, hashes.size());
        hashes.clear();
        if (level + 1 < edge.size()) add(level + 1, root);
    }

    private TreeHash root(List<TreeHash> hashes, int from, int width) {
        if (width == 1) return hashes.get(from);
        int half = width / 2;
        return hasher.node(root(hashes, from, half), root(hashes, from + half, half));
    }

    private void seal() throws IOException {
        var folders = new TreeSet<String>();
        for (int level = 0; level < edge.size(); level++) {
            long full = HashTiles.hashes(level, written) / HashTiles.WIDTH;
            for (long index = HashTiles.hashes(level, sealed) / HashTiles.WIDTH; index < full; index++) {
                tiles.force(level, index);
                folders.add(Disk.folderOf(HashTiles.name(level, index)));
            }
        }
        for (var folder : folders) disk.forceFolder(folder);
        disk.replace(SEALED, Disk.Access.GROUP_READS, (written + "\n").getBytes(StandardCharsets.US_ASCII));
        sealed = written;
    }
}
