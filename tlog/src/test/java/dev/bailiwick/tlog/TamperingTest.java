package dev.bailiwick.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.Finding;
import dev.bailiwick.core.audit.Finding.Changed;
import dev.bailiwick.core.audit.Finding.Damaged;
import dev.bailiwick.core.audit.Finding.Forked;
import dev.bailiwick.core.audit.Finding.Removed;
import dev.bailiwick.core.audit.Finding.Reordered;
import dev.bailiwick.core.audit.Finding.Resigned;
import dev.bailiwick.core.audit.Finding.Truncated;
import dev.bailiwick.core.audit.TreeHasher;
import dev.bailiwick.core.audit.VerifierKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing that somebody with write access can do to the files, done to them, and named. */
final class TamperingTest {
    @TempDir
    Path home;

    private Path log(String name, int entries) {
        var folder = home.resolve(name);
        try (var log = FileAuditLog.open(folder, InstantSource.system())) {
            for (int i = (int) log.size(); i < entries; i++) Threads.append(log, i, entries);
        }
        return folder;
    }

    /** Appends many entries at once: one after the other would wait for the disk each time. */
    private static final class Threads {
        static void append(FileAuditLog log, int from, int to) {
            if (log.size() > from) return;
            try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = from; i < to; i++) {
                    var event = Samples.event("number " + i);
                    threads.execute(() -> log.append(event));
                }
            }
        }
    }

    private static LogVerification.Result verify(Path folder) {
        return LogVerification.verify(folder, Optional.empty(), Optional.empty());
    }

    private static List<Finding> findings(Path folder) {
        return verify(folder).findings();
    }

    private static LogVerification.Result against(Path folder, String checkpoint) {
        return LogVerification.verify(folder, Optional.empty(), Optional.of(checkpoint));
    }

    private static String checkpoint(Path folder) throws IOException {
        return Files.readString(folder.resolve("checkpoint"));
    }

    private static Path segment(Path folder) {
        return folder.resolve(Segments.nameOf(0));
    }

    private static List<Frame> frames(Path folder) throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (var reader = new FrameReader(new FolderDisk(folder).open(Segments.nameOf(0)), 0)) {
            for (var frame = reader.next(); frame != null; frame = reader.next()) frames.add(frame);
        }
        return frames;
    }

    private static void write(Path folder, List<Frame> frames) throws IOException {
        int size = frames.stream()
                .mapToInt(frame -> Frame.HEAD + frame.entry().length)
                .sum();
        var bytes = ByteBuffer.allocate(size);
        for (var frame : frames) {
            bytes.putShort((short) frame.entry().length)
                    .put(frame.recorded().bytes())
                    .put(frame.entry());
        }
        Files.write(segment(folder), bytes.array());
    }

    private static byte[] altered(Frame frame) {
        String text = new String(frame.entry(), StandardCharsets.UTF_8);
        return text.replace("number", "NUMBER").getBytes(StandardCharsets.UTF_8);
    }

    /** Short: the entries lie behind the last full tile. Long: there are full tiles, and a second level. */
    private static final String SHORT = "20";

    private static final String LONG = "700";

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", SHORT, "256", "257", LONG})
    void an_untouched_log_is_sound(int entries) {
        var result = verify(log("log", entries));
        assertThat(result.findings()).isEmpty();
        assertThat(result.entries()).isEqualTo(entries);
        assertThat(result.signed()).isEqualTo(entries);
        assertThat(result.younger()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHORT, LONG})
    void a_changed_entry_is_named(int entries) throws IOException {
        var folder = log("log", entries);
        var frames = frames(folder);
        frames.set(7, new Frame(frames.get(7).recorded(), altered(frames.get(7))));
        write(folder, frames);
        assertThat(findings(folder)).containsExactly(new Changed(7, "its bytes are not those that were logged"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SHORT, LONG})
    void an_entry_changed_together_with_the_hash_beside_it_is_named(int entries) throws IOException {
        var folder = log("log", entries);
        var frames = frames(folder);
        byte[] altered = altered(frames.get(7));
        frames.set(7, new Frame(new TreeHasher().leaf(altered), altered));
        write(folder, frames);
        assertThat(findings(folder)).containsExactly(new Changed(7, "its bytes are not those that were logged"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SHORT, LONG})
    void an_entry_whose_length_was_destroyed_is_named_and_the_rest_is_found_again(int entries) throws IOException {
        var folder = log("log", entries);
        var frames = frames(folder);
        int at = frames.subList(0, 7).stream()
                .mapToInt(frame -> Frame.HEAD + frame.entry().length)
                .sum();
        byte[] bytes = Files.readAllBytes(segment(folder));
        bytes[at] ^= 0x20;
        Files.write(segment(folder), bytes);
        assertThat(findings(folder)).containsExactly(new Changed(7, "its frame is destroyed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SHORT, LONG})
    void a_removed_entry_is_named(int entries) throws IOException {
        var folder = log("log", entries);
        var frames = frames(folder);
        frames.remove(7);
        write(folder, frames);
        assertThat(findings(folder)).containsExactly(new Removed(7, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {SHORT, LONG})
    void entries_in_another_order_are_named(int entries) throws IOException {
        var folder = log("log", entries);
        var frames = frames(folder);
        frames.add(11, frames.remove(7));
        write(folder, frames);
        assertThat(findings(folder)).containsExactly(new Reordered(7, 11));
    }

    @ParameterizedTest
    @ValueSource(strings = {SHORT, LONG})
    void a_cut_tail_is_named(int entries) throws IOException {
        var folder = log("log", entries);
        write(folder, frames(folder).subList(0, 12));
        assertThat(findings(folder)).containsExactly(new Truncated(12, entries));
    }

    @Test
    void a_tail_cut_together_with_its_checkpoint_is_named_against_an_outside_checkpoint() throws IOException {
        var folder = log("log", 12);
        var early = checkpoint(folder);
        log("log", 20);
        var outside = checkpoint(folder);
        write(folder, frames(folder));
        Files.delete(folder.resolve(Segments.nameOf(12)));
        Files.delete(folder.resolve("checkpoints/00000000000000000020"));
        Files.writeString(folder.resolve("checkpoint"), early);
        assertThat(findings(folder)).isEmpty();
        assertThat(against(folder, outside).findings()).containsExactly(new Truncated(12, 20));
    }

    @Test
    void a_fork_is_named_with_where_it_may_begin() throws IOException {
        var folder = log("log", 10);
        var fork = home.resolve("fork");
        copy(folder, fork);
        log("log", 20);
        try (var log = FileAuditLog.open(fork, InstantSource.system())) {
            for (int i = 10; i < 25; i++) log.append(Samples.event("another history " + i));
        }
        assertThat(findings(fork)).isEmpty();
        assertThat(against(fork, checkpoint(folder)).findings()).containsExactly(new Forked(10, 20));
        assertThat(against(folder, checkpoint(folder)).findings()).isEmpty();
    }

    @Test
    void a_log_signed_by_another_key_is_named() throws IOException {
        var folder = log("log", 20);
        var forger = log("forger", 20);
        var text = checkpoint(folder);
        var forged = new LogKeys(new FolderDisk(forger)).open();
        var note = forged.sign(dev.bailiwick.core.audit.SignedNote.parse(text).text());
        Files.write(folder.resolve("checkpoint"), note.bytes());
        assertThat(findings(folder))
                .containsExactly(new Resigned(20, "the newest checkpoint is not signed by the log's key of that time"));
    }

    @Test
    void a_log_rewritten_and_signed_anew_from_end_to_end_is_named_to_whoever_knows_the_key_or_a_checkpoint()
            throws IOException {
        var folder = log("log", 20);
        var outside = checkpoint(folder);
        var key = Files.readString(folder.resolve("keys/0000")).strip();
        var forged = log("forged", 20);
        assertThat(findings(forged)).isEmpty();
        var knowing = LogVerification.verify(forged, Optional.of(VerifierKey.parse(key)), Optional.empty());
        assertThat(knowing.keyFromOutside()).isTrue();
        assertThat(knowing.findings())
                .contains(new Resigned(0, "the folder's keys do not descend from the key you know"));
        assertThat(against(forged, outside).findings())
                .containsExactly(
                        new Resigned(20, "the checkpoint from outside is not signed by the log's key of that time"));
    }

    @Test
    void an_old_key_cannot_sign_what_came_after_it() throws IOException {
        var folder = log("log", 10);
        var old = new LogKeys(new FolderDisk(folder)).open();
        try (var log = FileAuditLog.open(folder, InstantSource.system())) {
            log.rotateKey();
            Samples.append(log, 3);
        }
        assertThat(findings(folder)).isEmpty();
        var text = dev.bailiwick.core.audit.SignedNote.parse(checkpoint(folder));
        Files.write(folder.resolve("checkpoint"), old.sign(text.text()).bytes());
        assertThat(findings(folder)).hasOnlyElementsOfType(Resigned.class).hasSize(1);
    }

    @Test
    void a_broken_hash_beside_a_sound_entry_is_damage_and_not_a_change() throws IOException {
        var folder = log("log", 20);
        var frames = frames(folder);
        frames.set(7, new Frame(frames.get(8).recorded(), frames.get(7).entry()));
        write(folder, frames);
        assertThat(findings(folder)).containsExactly(new Damaged(7, "the hash beside it is not its"));
    }

    @Test
    void a_broken_tile_is_damage_and_not_a_change() throws IOException {
        var folder = log("log", 700);
        var tile = folder.resolve(HashTiles.name(0, 1));
        byte[] bytes = Files.readAllBytes(tile);
        bytes[3 * 32] ^= 1;
        Files.write(tile, bytes);
        assertThat(findings(folder)).containsExactly(new Damaged(259, "the hash kept of it is not"));
    }

    @Test
    void a_changed_body_beside_the_log_is_named() throws IOException {
        var folder = home.resolve("log");
        try (var log = FileAuditLog.open(folder, InstantSource.system())) {
            Samples.append(log, 2);
            log.append(Samples.event("x".repeat(70_000)));
        }
        assertThat(findings(folder)).isEmpty();
        try (var bodies = Files.walk(folder.resolve("bodies"))) {
            var body = bodies.filter(Files::isRegularFile).findFirst().orElseThrow();
            Files.writeString(body, Files.readString(body).replaceFirst("x", "y"));
        }
        assertThat(findings(folder)).containsExactly(new Changed(2, "its body beside the log is changed"));
    }

    @Test
    void entries_younger_than_the_last_checkpoint_are_stated_as_such() throws IOException {
        var folder = log("log", 20);
        var early = checkpoint(folder);
        log("log", 25);
        Files.writeString(folder.resolve("checkpoint"), early);
        Files.delete(folder.resolve("checkpoints/00000000000000000025"));
        var result = verify(folder);
        assertThat(result.findings()).isEmpty();
        assertThat(result.signed()).isEqualTo(20);
        assertThat(result.younger()).isEqualTo(5);
    }

    @Test
    void a_log_can_be_verified_while_it_is_written() {
        var folder = home.resolve("log");
        try (var log = FileAuditLog.open(folder, InstantSource.system())) {
            Samples.append(log, 20);
            var result = verify(folder);
            assertThat(result.findings()).isEmpty();
            assertThat(result.entries()).isEqualTo(20);
        }
    }

    @Test
    void a_torn_tail_is_no_tampering() throws IOException {
        var folder = log("log", 20);
        Files.write(segment(folder), new byte[300], java.nio.file.StandardOpenOption.APPEND);
        assertThat(findings(folder)).isEmpty();
    }

    @Test
    void a_checkpoint_states_what_it_covers() throws IOException {
        var note = dev.bailiwick.core.audit.SignedNote.parse(checkpoint(log("log", 20)));
        assertThat(Checkpoint.of(note).size()).isEqualTo(20);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
