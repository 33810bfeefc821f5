package dev.bailiwick.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.MerkleTree;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.audit.TreeHash;
import dev.bailiwick.core.audit.TreeHasher;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StaticTilesTest {
    @TempDir
    Path home;

    private StaticTiles tiles(int entries) {
        try (var log = FileAuditLog.open(home.resolve("log"), InstantSource.system())) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < entries; i++) {
                    var event = Samples.event("number " + i);
                    threads.execute(() -> log.append(event));
                }
            }
        }
        return new StaticTiles(home.resolve("log"));
    }

    private static String path(String level, long index, long left) {
        return "tile/" + level + "/" + HashTiles.path(index) + (left < 256 ? ".p/" + left : "");
    }

    /** Reads like a client that knows nothing but the standard. */
    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 700})
    void a_client_rebuilds_the_signed_root_from_the_entries_and_finds_each_hash_in_its_tile(int entries) {
        var tiles = tiles(entries);
        var signed = Checkpoint.of(SignedNote.parse(tiles.resource("checkpoint").orElseThrow()));
        assertThat(signed.size()).isEqualTo(entries);
        var tree = new MerkleTree();
        var hasher = new TreeHasher();
        for (long index = 0; index * 256 < entries; index++) {
            long left = entries - index * 256;
            var bundle =
                    ByteBuffer.wrap(tiles.resource(path("entries", index, left)).orElseThrow());
            var hashes = ByteBuffer.wrap(tiles.resource(path("0", index, left)).orElseThrow());
            while (bundle.hasRemaining()) {
                var entry = new byte[Short.toUnsignedInt(bundle.getShort())];
                bundle.get(entry);
                var hash = new byte[TreeHash.LENGTH];
                hashes.get(hash);
                assertThat(hasher.leaf(entry)).isEqualTo(TreeHash.of(hash));
                tree.append(hasher.leaf(entry));
            }
            assertThat(hashes.hasRemaining()).isFalse();
        }
        assertThat(tree.root()).isEqualTo(signed.root());
    }

    @Test
    void upper_tiles_hold_the_roots_of_the_full_tiles_below() {
        var tiles = tiles(700);
        var upper = tiles.resource("tile/1/000.p/2").orElseThrow();
        var tree = new MerkleTree();
        TileNodes.hashes(tiles.resource("tile/0/000").orElseThrow()).forEach(tree::append);
        assertThat(TileNodes.hashes(upper)).hasSize(2).startsWith(tree.root());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/001.p/0",
                "tile/0/001.p/45",
                "tile/0/001",
                "tile/1/000",
                "tile/0/000.p/257",
                "tile/0/0",
                "tile/0/x000/000",
                "tile/9/000",
                "tile/entries/002",
                "key.pem",
                "../log/key.pem",
                "tile/entries/../../key.pem",
                ""
            })
    void what_no_checkpoint_covers_and_what_is_no_tile_is_not_there(String path) {
        assertThat(tiles(300).resource(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 000", "999, 999", "1000, x001/000", "1234067, x001/x234/067"})
    void indexes_are_written_in_groups_of_three_digits(long index, String path) {
        assertThat(HashTiles.path(index)).isEqualTo(path);
    }
}
