package dev.bailiwick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileAuditLogTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

    @TempDir
    Path home;

    private Path folder() {
        return home.resolve("log");
    }

    private FileAuditLog open() {
        return FileAuditLog.open(folder(), InstantSource.fixed(NOW));
    }

    @Test
    void what_was_appended_is_read_back_in_order() {
        try (var log = open()) {
            var session = new SessionId("s-1");
            var event = new Event(
                    Event.Kind.APPROVAL,
                    new Actor.House(),
                    Optional.of(Samples.DESK),
                    Optional.of(session),
                    JsonObject.with("text", "line\nbreak \u00e9 \ud83d\ude00 \"quoted\"")
                            .build());
            var appended = log.append(event);
            Samples.append(log, 9);
            assertThat(appended).isEqualTo(Entry.of(0, NOW, event));
            assertThat(Samples.all(log)).hasSize(10).startsWith(appended);
            assertThat(log.size()).isEqualTo(10);
        }
    }

    @Test
    void an_entry_is_stored_as_its_canonical_json() throws IOException {
        try (var log = open()) {
            Samples.append(log, 3);
            new Entries(new FolderDisk(folder())).read(0, 3, (sequence, frame) -> {
                var entry = FileAuditLog.entry(frame);
                assertThat(frame.entry()).isEqualTo(dev.bailiwick.json.CanonicalJson.bytes(entry.json()));
                assertThat(entry.sequence()).isEqualTo(sequence);
                return true;
            });
        }
    }

    @Test
    void a_log_goes_on_where_it_ended() {
        try (var log = open()) {
            Samples.append(log, 700);
        }
        try (var log = open()) {
            Samples.append(log, 300);
            assertThat(Samples.all(log))
                    .extracting(Entry::sequence)
                    .hasSize(1000)
                    .isSorted();
        }
        try (var log = open()) {
            assertThat(log.size()).isEqualTo(1000);
        }
    }

    @Test
    void reading_starts_anywhere_and_stops_when_the_visitor_has_enough() {
        try (var log = open()) {
            Samples.append(log, 20);
            var seen = new java.util.ArrayList<Long>();
            log.read(15, entry -> {
                seen.add(entry.sequence());
                return seen.size() < 3;
            });
            assertThat(seen).containsExactly(15L, 16L, 17L);
            log.read(99, _ -> {
                throw new AssertionError("there is no such entry");
            });
        }
    }

    @Test
    void many_threads_append_and_every_entry_has_a_sequence_of_its_own() {
        var sequences = ConcurrentHashMap.<Long>newKeySet();
        try (var log = open()) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 1000; i++) {
                    String text = "by thread " + i;
                    threads.execute(() -> {
                        var entry = log.append(Samples.event(text));
                        if (Samples.text(entry).equals(text)) sequences.add(entry.sequence());
                    });
                }
            }
            assertThat(sequences).hasSize(1000);
            assertThat(Samples.all(log)).hasSize(1000);
        }
    }

    @Test
    void a_checkpoint_over_everything_is_signed_when_the_log_closes() throws IOException {
        try (var log = open()) {
            Samples.append(log, 5);
        }
        var disk = new FolderDisk(folder());
        var note = new Checkpoints(disk).newest().orElseThrow();
        assertThat(Checkpoint.of(note).size()).isEqualTo(5);
        assertThat(new LogKeys(disk).history().orElseThrow().signer(note)).isPresent();
    }

    @Test
    void a_running_log_signs_within_moments() throws InterruptedException {
        try (var log = open()) {
            Samples.append(log, 5);
            var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (log.signed() < 5 && System.nanoTime() < deadline) Thread.sleep(5);
            assertThat(log.signed()).isEqualTo(5);
        }
    }

    @Test
    void a_second_writer_is_refused_with_one_line() {
        try (var _ = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(AuditUnavailable.class)
                    .hasMessageContaining("another process writes the log");
        }
        open().close();
    }

    @Test
    void a_folder_that_everybody_can_write_is_refused() throws IOException {
        Files.createDirectory(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(this::open).isInstanceOf(AuditUnavailable.class).hasMessageContaining("chmod o-w");
    }

    @Test
    void files_are_for_bailiwicks_account_and_its_group_and_the_key_for_the_account_alone() throws IOException {
        try (var log = open()) {
            log.append(Samples.event("x".repeat(100_000)));
        }
        try (var files = Files.walk(folder())) {
            for (var file : files.toList()) {
                var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                String allowed =
                        Files.isDirectory(file) ? "rwxr-x---" : file.endsWith("key.pem") ? "rw-------" : "rw-r-----";
                assertThat(mode).as(file.toString()).isEqualTo(allowed);
            }
        }
    }

    @Test
    void a_torn_tail_is_left_behind_and_reported() throws IOException {
        try (var log = open()) {
            Samples.append(log, 3);
        }
        var segment = folder().resolve(Segments.nameOf(0));
        Files.write(segment, new byte[] {0, 90, 1, 2, 3}, StandardOpenOption.APPEND);
        try (var log = open()) {
            var last = Samples.all(log).getLast();
            assertThat(last.sequence()).isEqualTo(3);
            assertThat(last.kind()).isEqualTo(Event.Kind.HOUSE);
            assertThat(last.body().string("event")).contains("torn-tail-left-behind");
            Samples.append(log, 3);
        }
        try (var log = open()) {
            assertThat(log.size()).isEqualTo(7);
        }
    }

    @Test
    void a_log_whose_signed_tail_was_cut_does_not_start() throws IOException {
        try (var log = open()) {
            Samples.append(log, 3);
        }
        var segment = folder().resolve(Segments.nameOf(0));
        var bytes = Files.readAllBytes(segment);
        Files.write(segment, java.util.Arrays.copyOf(bytes, bytes.length - 10));
        assertThatThrownBy(this::open)
                .isInstanceOf(AuditUnavailable.class)
                .hasMessageContaining("entries 2 to 2 were signed and are missing");
    }

    @Test
    void a_log_that_was_rewritten_does_not_start() throws IOException {
        try (var log = open()) {
            Samples.append(log, 3);
        }
        var other = home.resolve("other");
        try (var log = FileAuditLog.open(other, InstantSource.fixed(NOW))) {
            for (int i = 0; i < 3; i++) log.append(Samples.event("rewritten " + i));
        }
        Files.copy(
                other.resolve(Segments.nameOf(0)),
                folder().resolve(Segments.nameOf(0)),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(this::open)
                .isInstanceOf(AuditUnavailable.class)
                .hasMessageContaining("not those that were signed");
    }

    @Test
    void a_log_whose_checkpoint_is_destroyed_does_not_start_and_says_so_in_one_line() throws IOException {
        try (var log = open()) {
            Samples.append(log, 3);
        }
        Files.writeString(folder().resolve("checkpoint"), "nonsense");
        assertThatThrownBy(this::open)
                .isInstanceOf(AuditUnavailable.class)
                .hasMessageContaining("cannot be opened: not a signed note");
    }

    @Test
    void a_giant_body_is_kept_beside_by_its_digest() {
        try (var log = open()) {
            var event = Samples.event("x".repeat(100_000));
            var entry = log.append(event);
            assertThat(entry.body().has("beside")).isTrue();
            assertThat(Samples.all(log)).containsExactly(entry);
            assertThat(log.body(entry)).contains(event.body());
        }
    }

    @Test
    void a_clock_that_goes_back_changes_no_order_and_both_times_are_recorded() {
        var times = new ArrayDeque<>(List.of(NOW, NOW.minusSeconds(3600)));
        InstantSource clock = () -> times.size() > 1 ? times.remove() : times.element();
        try (var log = FileAuditLog.open(folder(), clock)) {
            log.append(Samples.event("before"));
            log.append(Samples.event("after"));
            var entries = Samples.all(log);
            assertThat(entries).extracting(Entry::sequence).containsExactly(0L, 1L, 2L);
            assertThat(entries.get(1).body().string("from")).contains(NOW.toString());
            assertThat(entries.get(1).body().string("to"))
                    .contains(NOW.minusSeconds(3600).toString());
            assertThat(Samples.text(entries.get(2))).isEqualTo("after");
        }
    }

    @Test
    void a_closed_log_refuses() {
        var log = open();
        log.close();
        assertThatThrownBy(() -> log.append(Samples.event("late"))).isInstanceOf(AuditUnavailable.class);
    }

    @Test
    void a_new_key_signs_and_the_old_checkpoints_stay_valid() throws IOException {
        try (var log = open()) {
            Samples.append(log, 3);
            var old = log.keys().current();
            log.rotateKey();
            Samples.append(log, 3);
            assertThat(log.keys().current()).isNotEqualTo(old);
            assertThat(log.keys().has(old)).isTrue();
        }
        try (var log = open()) {
            var disk = new FolderDisk(folder());
            var kept = new Checkpoints(disk).kept();
            assertThat(kept).hasSizeGreaterThanOrEqualTo(2);
            for (var note : kept) assertThat(log.keys().signer(note)).isPresent();
            assertThat(log.keys().signer(kept.getFirst()))
                    .isNotEqualTo(log.keys().signer(kept.getLast()));
        }
    }
}
