package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Nodes;
import dev.bailiwick.core.audit.TreeHash;
import dev.bailiwick.core.audit.TreeHasher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The nodes of a log's tree, taken from its full tiles; where a tile is not yet full, from the tiles below it, and at
 * last from the leaf hashes beside the entries. Not thread-safe.
 */
final class TileNodes implements Nodes {
    /** So many tiles are kept in memory: 1 MiB. */
    private static final int KEPT = 128;

    private final HashTiles tiles;
    private final Entries entries;
    private final long trusted;
    private final long size;
    private final TreeHasher hasher = new TreeHasher();
    private final Map<String, List<TreeHash>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<TreeHash>> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param trusted how many entries have tiles that are known to be forced: others are not read
     * @param size how many entries the log has: where its last, partial bundle ends
     */
    TileNodes(Disk disk, Entries entries, long trusted, long size) {
        this.tiles = new HashTiles(disk);
        this.entries = entries;
        this.trusted = trusted;
        this.size = size;
    }

    @Override
    public TreeHash node(int level, long index) {
        try {
            int height = level % HashTiles.HEIGHT;
            return subtree(level / HashTiles.HEIGHT, index << height, 1 << height);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root over {@code width} neighbouring hashes of one tile level. */
    private TreeHash subtree(int level, long first, int width) throws IOException {
        if (width == 1) return hash(level, first);
        int half = width / 2;
        return hasher.node(subtree(level, first, half), subtree(level, first + half, half));
    }

    private TreeHash hash(int level, long index) throws IOException {
        var tile = tile(level, index / HashTiles.WIDTH);
        int place = (int) (index % HashTiles.WIDTH);
        if (place < tile.size()) return tile.get(place);
        if (level == 0) throw new IOException("entry " + index + " is missing");
        return subtree(level - 1, index * HashTiles.WIDTH, HashTiles.WIDTH);
    }

    /** What a tile holds, as far as the log reaches. */
    List<TreeHash> tile(int level, long index) throws IOException {
        String name = HashTiles.name(level, index);
        var known = kept.get(name);
        if (known != null) return known;
        var stored = full(level, index) ? tiles.read(level, index).map(TileNodes::hashes) : noTile();
        var tile = stored.isPresent() ? stored.get() : computed(level, index);
        kept.put(name, tile);
        return tile;
    }

    private static Optional<List<TreeHash>> noTile() {
        return Optional.empty();
    }

    private boolean full(int level, long index) {
        return index + 1 <= Math.min(trusted, size) >>> (HashTiles.HEIGHT * (level + 1));
    }

    /** What a tile holds or would hold, from the level below. */
    private List<TreeHash> computed(int level, long index) throws IOException {
        long first = index * HashTiles.WIDTH;
        long end = Math.min(first + HashTiles.WIDTH, size >>> (HashTiles.HEIGHT * level));
        List<TreeHash> hashes = new ArrayList<>();
        if (level == 0) {
            entries.read(first, end, (_, frame) -> hashes.add(frame.recorded()));
        } else {
            for (long i = first; i < end; i++) {
                hashes.add(subtree(level - 1, i * HashTiles.WIDTH, HashTiles.WIDTH));
            }
        }
        return hashes;
    }

    static List<TreeHash> hashes(byte[] tile) {
        List<TreeHash> hashes = new ArrayList<>();
        for (int at = 0; at < tile.length; at += TreeHash.LENGTH) {
            hashes.add(TreeHash.of(Arrays.copyOfRange(tile, at, at + TreeHash.LENGTH)));
        }
        return hashes;
    }
}
