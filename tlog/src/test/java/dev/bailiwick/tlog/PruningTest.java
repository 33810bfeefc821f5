package dev.bailiwick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Finding.Changed;
import dev.bailiwick.core.audit.Stub;
import dev.bailiwick.core.audit.Tombstone;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies leave, their hashes stay, and nothing is gone that no signed entry names. */
final class PruningTest {
    private static final Actor ADA = new Actor.Human(new PersonId("ada"), Actor.Channel.COMMAND_LINE);
    private static final String GIANT = "x".repeat(66_000);

    @TempDir
    Path home;

    private static FileAuditLog open(Disk disk) throws IOException {
        return FileAuditLog.open(disk, InstantSource.system(), () -> {});
    }

    private FolderDisk disk() {
        return new FolderDisk(home);
    }

    private static LogVerification.Result verify(Disk disk) {
        return LogVerification.verify(disk, Optional.empty(), Optional.empty());
    }

    private static Tombstone naming(FileAuditLog log, LongPredicate chosen) {
        var gathering = new Tombstone.Gathering();
        log.read(0, entry -> {
            if (chosen.test(entry.sequence())) gathering.add(entry, "usual P13M");
            return true;
        });
        return gathering.tombstone();
    }

    /** Prunes what is chosen of the stretches there are now; a tombstone is the last entry. */
    private static Entry prune(FileAuditLog log, LongPredicate chosen) {
        var pruning = log.pruning();
        pruning.begin();
        log.append(Samples.event("begins a segment"));
        var tombstone = log.append(naming(log, chosen).event(ADA));
        pruning.carryOut(List.of(tombstone));
        pruning.end();
        return tombstone;
    }

    private static List<String> texts(FileAuditLog log) {
        return Samples.all(log).stream().map(Samples::text).toList();
    }

    @Test
    void a_pruned_entry_keeps_its_place_and_its_hash_and_loses_its_body() throws IOException {
        try (var log = open(disk())) {
            Samples.append(log, 12);
            var tombstone = prune(log, sequence -> sequence < 8);
            var left = Samples.all(log).get(3);
            assertThat(left.kind()).isEqualTo(Event.Kind.PRUNED);
            assertThat(left.sequence()).isEqualTo(3);
            assertThat(left.agent()).contains("desk");
            assertThat(left.body().text())
                    .isEqualTo("{\"tombstone\":" + tombstone.sequence() + ",\"was\":\"decision\"}");
            assertThat(texts(log)).contains("number 8").doesNotContain("number 3");
        }
        assertThat(allBytes()).doesNotContain("number 3").contains("number 8");
        var result = verify(disk());
        assertThat(result.findings()).isEmpty();
        assertThat(result.pruned()).isEqualTo(8);
        assertThat(result.unfinished()).isZero();
    }

    private String allBytes() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList())
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    @Test
    void a_log_is_pruned_again_and_goes_on_after_a_restart() throws IOException {
        try (var log = open(disk())) {
            Samples.append(log, 12);
            prune(log, sequence -> sequence < 4);
        }
        try (var log = open(disk())) {
            prune(log, sequence -> sequence >= 6 && sequence < 9);
            assertThat(texts(log)).contains("number 5", "number 9").doesNotContain("number 7");
        }
        try (var log = open(disk())) {
            assertThat(Samples.all(log)).hasSize((int) log.size());
        }
        assertThat(verify(disk()).findings()).isEmpty();
        assertThat(verify(disk()).pruned()).isEqualTo(7);
    }

    @Test
    void the_body_beside_a_pruned_entry_is_gone_unless_another_entry_names_it() throws IOException {
        try (var log = open(disk())) {
            var giant = log.append(Samples.event(GIANT));
            var twin = log.append(Samples.event(GIANT + "y"));
            var again = log.append(Samples.event(GIANT + "y"));
            prune(log, sequence -> sequence == giant.sequence() || sequence == twin.sequence());
            assertThat(log.body(giant)).isEmpty();
            assertThat(log.body(again)).isPresent();
        }
        assertThat(verify(disk()).findings()).isEmpty();
    }

    @Test
    void no_proof_is_made_of_what_is_gone_and_the_others_are_proved_as_before() throws IOException {
        try (var log = open(disk())) {
            Samples.append(log, 12);
            var tombstone = prune(log, sequence -> sequence == 3);
            assertThat(ProofFile.prove(disk(), 3)).isEqualTo(new ProofFile.Made.Pruned(tombstone.sequence()));
            assertThat(ProofFile.prove(disk(), 4)).isInstanceOf(ProofFile.Made.Proof.class);
            assertThat(ProofFile.prove(disk(), tombstone.sequence())).isInstanceOf(ProofFile.Made.Proof.class);
        }
    }

    @Test
    void a_bundle_of_entries_that_would_not_lead_to_its_hashes_is_not_served() throws IOException {
        try (var log = open(disk())) {
            Samples.append(log, 12);
            prune(log, sequence -> sequence == 3);
        }
        var tiles = new StaticTiles(disk());
        assertThat(tiles.resource("tile/entries/000.p/3")).isPresent();
        assertThat(tiles.resource("tile/entries/000.p/4")).isEmpty();
        assertThat(tiles.resource("tile/0/000.p/4")).isPresent();
    }

    @Test
    void an_entry_removed_without_a_tombstone_is_named() throws IOException {
        try (var log = open(disk())) {
            Samples.append(log, 12);
            prune(log, sequence -> sequence < 3);
        }
        removeQuietly(5);
        assertThat(verify(disk()).findings())
                .containsExactly(new Changed(5, "it was removed, and no signed entry says so"));
    }

    @Test
    void a_stub_that_tells_another_time_is_named() throws IOException {
        try (var log = open(disk())) {
            Samples.append(log, 12);
            prune(log, sequence -> sequence < 3);
        }
        var segment = home.resolve(Segments.nameOf(0) + ".1");
        byte[] bytes = Files.readAllBytes(segment);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\"at\":\"") + 9;
        bytes[at]++;
        Files.write(segment, bytes);
        assertThat(verify(disk()).findings()).singleElement().isInstanceOf(Changed.class);
    }

    /** Puts a stub in the place of an entry that stands, as somebody with write access could. */
    private void removeQuietly(int entry) throws IOException {
        var frames = new ArrayList<Frame>();
        try (var reader = new FrameReader(disk().open(Segments.nameOf(0) + ".1"), 0)) {
            for (var frame = reader.next(); frame != null; frame = reader.next()) frames.add(frame);
        }
        var standing = frames.get(entry);
        long tombstone = Stub.of(frames.get(0).entry()).orElseThrow().tombstone();
        var stub = Stub.of(FileAuditLog.entry(standing), tombstone);
        frames.set(entry, new Frame(standing.recorded(), stub.bytes()));
        Files.delete(home.resolve(Segments.nameOf(0) + ".1"));
        try (var out = new FrameWriter(disk().create(Segments.nameOf(0) + ".1", Disk.Access.GROUP_READS))) {
            for (var frame : frames) out.write(frame);
            out.force();
        }
    }

    @Test
    void what_is_still_written_behind_cannot_be_removed() throws IOException {
        try (var log = open(disk())) {
            Samples.append(log, 3);
            log.pruning().begin();
            var tombstone =
                    log.append(naming(log, sequence -> sequence == 3 - 1).event(ADA));
            assertThat(log.pruning().stretches()).hasSize(1);
            var young = log.append(
                    naming(log, sequence -> sequence == tombstone.sequence()).event(ADA));
            assertThatThrownBy(() -> log.pruning().carryOut(List.of(young))).isInstanceOf(AuditUnavailable.class);
        }
    }

    @Test
    void a_tombstone_that_nobody_signed_before_the_start_removes_nothing() throws IOException {
        try (var log = open(disk())) {
            Samples.append(log, 12);
            log.pruning().begin();
            log.append(Samples.event("begins a segment"));
        }
        byte[] signed = Files.readAllBytes(home.resolve("checkpoint"));
        try (var log = open(disk())) {
            log.append(naming(log, sequence -> sequence < 8).event(ADA));
        }
        Files.write(home.resolve("checkpoint"), signed);
        disk().replace(FilePruning.MARK, Disk.Access.GROUP_READS, "0\n".getBytes(StandardCharsets.UTF_8));
        try (var log = open(disk())) {
            assertThat(texts(log)).contains("number 3");
        }
        assertThat(verify(disk()).unfinished()).isEqualTo(8);
        try (var log = open(disk())) {
            prune(log, sequence -> sequence < 8);
        }
        assertThat(verify(disk()).findings()).isEmpty();
        assertThat(verify(disk()).unfinished()).isZero();
    }

    /** A life of a log in which everything old is pruned, some of it giant. */
    private static void live(Disk disk) {
        try (var log = open(disk)) {
            for (int i = 0; i < 8; i++) log.append(Samples.event(i % 3 == 0 ? GIANT + i : "number " + i));
            prune(log, sequence -> sequence < 6);
            log.append(Samples.event("after"));
        } catch (IOException | AuditUnavailable _) {
            // this is where the power was lost
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_power_is_lost_at_every_step_and_the_log_verifies(FrailDisk.Loss loss) throws IOException {
        var logger = Logger.getLogger("dev.bailiwick.tlog");
        logger.setLevel(Level.OFF);
        try {
            for (int operation = 1; ; operation++) {
                var disk = new FrailDisk(operation);
                live(disk);
                if (disk.hasPower()) return;
                var survivor = disk.after(loss, new Random(operation));
                String when = loss + " at operation " + operation;
                if (loss != FrailDisk.Loss.TEARS) // what is torn is for the start to repair
                assertThat(verify(survivor).findings()).as(when).noneMatch(Changed.class::isInstance);
                assertComesBack(survivor, when);
            }
        } finally {
            logger.setLevel(null);
        }
    }

    private static void assertComesBack(FrailDisk disk, String when) throws IOException {
        try (var log = open(disk)) {
            assertThat(log.size()).as(when).isEqualTo(Samples.all(log).size());
            log.append(Samples.event("after the power came back"));
        }
        var result = verify(disk);
        assertThat(result.findings()).as(when).isEmpty();
        assertThat(result.pruned() % 6)
                .as(when + ": all of a tombstone or nothing")
                .isZero();
    }
}
