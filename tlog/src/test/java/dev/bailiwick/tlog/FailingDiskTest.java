package dev.bailiwick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A disk that is full or fails: refusal, and recovery without a restart. */
class FailingDiskTest {
    @Test
    void a_full_disk_refuses_and_the_log_goes_on_once_there_is_room() throws Exception {
        try (var disk = Tmpfs.of(1)) {
            var filler = disk.folder().resolve("filler");
            try (var log = FileAuditLog.open(disk.folder().resolve("log"), InstantSource.system())) {
                Samples.append(log, 3);
                disk.fill(filler);
                assertThatThrownBy(() -> Samples.append(log, 2_000)).isInstanceOf(AuditUnavailable.class);
                assertThatThrownBy(() -> log.append(Samples.event("x".repeat(30_000))))
                        .hasMessageContaining("cannot be written");
                long size = log.size();
                Files.delete(filler);

                var entry = log.append(Samples.event("there is room"));

                assertThat(entry.sequence())
                        .as("behind the log's own word on it")
                        .isEqualTo(size + 1);
                assertThat(recovered(log))
                        .hasValueSatisfying(body -> assertThat(body).contains("refused"));
            }
            var sound = LogVerification.verify(disk.folder().resolve("log"), Optional.empty(), Optional.empty());
            assertThat(sound.findings()).isEmpty();
        }
    }

    /** The disk keeps what it said it could not force: whoever was refused must not find a permit after the restart. */
    @Test
    void an_entry_that_was_refused_is_not_there_after_a_restart() throws IOException {
        var disk = new FrailDisk(Integer.MAX_VALUE);
        var log = FileAuditLog.open(disk, InstantSource.system(), () -> {});
        Samples.append(log, 3);
        disk.become(FrailDisk.Health.FORGETS);
        assertThatThrownBy(() -> log.append(Samples.event("refused"))).isInstanceOf(AuditUnavailable.class);
        disk.become(FrailDisk.Health.WELL);
        log.close();

        try (var again = FileAuditLog.open(disk, InstantSource.system(), () -> {})) {
            assertThat(Samples.all(again))
                    .extracting(Samples::text)
                    .doesNotContain("refused")
                    .contains("number 2");
        }
    }

    private static Optional<String> recovered(FileAuditLog log) {
        return Samples.all(log).stream()
                .filter(entry -> entry.kind() == Event.Kind.HOUSE)
                .map(entry -> entry.body().text())
                .filter(text -> text.contains("log-recovered"))
                .findFirst();
    }

    /** A small file system of its own, for those who may mount one. */
    private record Tmpfs(Path folder) implements AutoCloseable {
        static Tmpfs of(int megabytes) throws IOException {
            var folder = Files.createTempDirectory("audit-tmpfs");
            boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "none", folder.toString());
            if (!mounted) Files.delete(folder);
            assumeTrue(mounted, "no right to mount a tmpfs here");
            return new Tmpfs(folder);
        }

        void fill(Path file) throws IOException {
            try (var out = Files.newOutputStream(file)) {
                var bytes = new byte[4_096];
                while (true) out.write(bytes);
            } catch (IOException _) {
                assertThat(Files.size(file)).isPositive();
            }
        }

        @Override
        public void close() {
            try {
                if (!run("umount", "-l", folder.toString())) throw new IOException("not unmounted");
                Files.delete(folder);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private static boolean run(String... command) {
            try {
                return new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
