package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.Stub;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log's folder as the static resources of C2SP tlog-tiles: {@code checkpoint}, {@code tile/<L>/<N>}, {@code
 * tile/entries/<N>}, full and partial. Hash tiles lie in the folder as they are; entry bundles are put together from the
 * segments, so that no entry is stored twice. Nothing beyond the newest checkpoint is shown.
 */
public final class StaticTiles {
    private static final Pattern TILE =
            Pattern.compile("tile/(entries|[0-5])/((?:x[0-9]{3}/){0,4}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    private final Disk disk;
    private final Entries entries;

    public StaticTiles(Path folder) {
        this(new FolderDisk(folder));
    }

    StaticTiles(Disk disk) {
        this.disk = disk;
        this.entries = new Entries(disk);
    }

    /** The newest checkpoint, signed. */
    public Optional<String> checkpoint() {
        return resource("checkpoint").map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * The resource of this path, empty when there is none.
     *
     * @throws AuditUnavailable when the folder cannot be read
     */
    public Optional<byte[]> resource(String path) {
        try {
            var newest = new Checkpoints(disk).newest();
            if (newest.isEmpty()) return Optional.empty();
            if (path.equals("checkpoint")) return newest.map(note -> note.bytes());
            var tile = TILE.matcher(path);
            return tile.matches() ? tile(tile, Checkpoint.of(newest.get()).size()) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new AuditUnavailable("the log cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<byte[]> tile(Matcher tile, long size) throws IOException {
        boolean bundle = tile.group(1).equals("entries");
        int level = bundle ? 0 : Integer.parseInt(tile.group(1));
        long index = Long.parseLong(tile.group(2).replaceAll("[x/]", ""));
        int width = tile.group(3) == null ? HashTiles.WIDTH : Integer.parseInt(tile.group(3));
        long end = index * HashTiles.WIDTH + width;
        if (!HashTiles.path(index).equals(tile.group(2)) || width > HashTiles.WIDTH) return Optional.empty();
        if (end > HashTiles.hashes(level, size)) return Optional.empty();
        return bundle ? bundle(end - width, end) : Optional.of(hashes(level, index, width, size));
    }

    /** Empty when one of its entries is pruned: what is left would not lead to its leaf hash. */
    private Optional<byte[]> bundle(long from, long end) throws IOException {
        var out = new ByteArrayOutputStream();
        boolean[] pruned = {false};
        entries.read(from, end, (_, frame) -> {
            pruned[0] = Stub.of(frame.entry()).isPresent();
            if (pruned[0]) return false;
            int length = frame.entry().length;
            out.write(length >>> 8);
            out.write(length);
            out.writeBytes(frame.entry());
            return true;
        });
        return pruned[0] ? Optional.empty() : Optional.of(out.toByteArray());
    }

    private byte[] hashes(int level, long index, int width, long size) throws IOException {
        var nodes = new TileNodes(disk, entries, TileWriter.sealed(disk), size);
        var out = new ByteArrayOutputStream();
        for (var hash : nodes.tile(level, index).subList(0, width)) out.writeBytes(hash.bytes());
        return out.toByteArray();
    }
}
