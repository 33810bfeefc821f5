package dev.bailiwick.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WitnessTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    Path home;

    private Path log(String name, int entries, String word) {
        var folder = home.resolve(name);
        try (var log = FileAuditLog.open(folder, NOW)) {
            for (long i = log.size(); i < entries; i++) log.append(Samples.event(word + i));
        }
        return folder;
    }

    private FolderWitness witness(Path... logs) {
        var witness = FolderWitness.open(home.resolve("witness"), NOW);
        for (var log : logs) witness.trust(key(log));
        return witness;
    }

    private static dev.bailiwick.core.audit.VerifierKey key(Path log) {
        return ProofFile.keys(log).map(KeyHistory::current).orElseThrow();
    }

    private static Witness.Request request(Path log, long old) {
        return Cosigning.request(log, old).orElseThrow();
    }

    @Test
    void growth_is_cosigned_and_the_cosigned_checkpoint_is_kept() throws IOException {
        var log = log("log", 5, "a");
        try (var witness = witness(log)) {
            var first = request(log, 0);
            var answer = witness.addCheckpoint(first.toString());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(Cosigning.keep(log, first, answer.body(), witness.key())).isPresent();
            log("log", 9, "a");
            var second = request(log, 5);
            assertThat(witness.addCheckpoint(second.toString()).status()).isEqualTo(200);
            assertThat(Witness.Request.parse(second.toString())).isEqualTo(second);
        }
        assertThat(Files.readString(log.resolve("cosigned"))).contains("bailiwick-witness/");
        assertThat(LogVerification.verify(log, Optional.empty(), Optional.empty())
                        .findings())
                .isEmpty();
    }

    @Test
    void a_witness_remembers_over_a_restart_where_it_stood() {
        var log = log("log", 5, "a");
        try (var witness = witness(log)) {
            assertThat(witness.addCheckpoint(request(log, 0).toString()).status())
                    .isEqualTo(200);
        }
        log("log", 9, "a");
        try (var witness = witness()) {
            assertThat(witness.addCheckpoint(request(log, 0).toString()))
                    .isEqualTo(new FolderWitness.Response(409, "text/x.tlog.size", "5\n"));
            assertThat(witness.addCheckpoint(request(log, 5).toString()).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void another_history_of_the_same_length_or_longer_is_not_cosigned() throws IOException {
        var log = log("log", 5, "a");
        var fork = home.resolve("fork");
        copyAfterTwo(fork);
        try (var witness = witness(log)) {
            assertThat(witness.addCheckpoint(request(log, 0).toString()).status())
                    .isEqualTo(200);
            log("fork", 5, "b");
            assertThat(witness.addCheckpoint(request(fork, 5).toString()).status())
                    .isEqualTo(409);
            log("fork", 9, "b");
            assertThat(witness.addCheckpoint(request(fork, 5).toString()).status())
                    .isEqualTo(422);
        }
    }

    /** A twin of the log, with its key, as it would have been after a restored backup. */
    private void copyAfterTwo(Path fork) throws IOException {
        var log = home.resolve("log");
        Files.createDirectories(fork.resolve("keys"));
        Files.copy(log.resolve("keys/0000"), fork.resolve("keys/0000"));
        Files.copy(log.resolve("key.pem"), fork.resolve("key.pem"));
    }

    @Test
    void unknown_logs_foreign_signatures_and_nonsense_get_the_answers_of_the_standard() {
        var log = log("log", 5, "a");
        var other = log("other", 5, "a");
        try (var witness = witness(log)) {
            assertThat(witness.addCheckpoint(request(other, 0).toString()).status())
                    .isEqualTo(404);
            String forged = request(log, 0).toString().replaceFirst("\n5\n", "\n6\n");
            assertThat(witness.addCheckpoint(forged).status()).isEqualTo(403);
            var tooOld = new Witness.Request(7, List.of(), request(log, 0).checkpoint());
            assertThat(witness.addCheckpoint(tooOld.toString()).status()).isEqualTo(400);
            for (String nonsense : new String[] {"", "old x\n\n", "old 0\n", "old 0\nAAAA\n\nx\n"}) {
                assertThat(witness.addCheckpoint(nonsense).status())
                        .as(nonsense)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void an_answer_that_is_not_the_witness_s_is_not_kept() {
        var log = log("log", 5, "a");
        try (var witness = witness(log)) {
            var request = request(log, 0);
            String answer = witness.addCheckpoint(request.toString()).body();
            assertThat(Cosigning.keep(log, request, answer, key(log))).isEmpty();
            assertThat(Cosigning.keep(log, request, "nonsense", witness.key())).isEmpty();
        }
        assertThat(log.resolve("cosigned")).doesNotExist();
    }

    @Test
    void a_log_rolled_back_together_with_its_checkpoints_is_held_to_the_cosigned_one() throws IOException {
        var log = log("log", 3, "a");
        String early = Files.readString(log.resolve("checkpoint"));
        log("log", 9, "a");
        try (var witness = witness(log)) {
            var request = request(log, 0);
            Cosigning.keep(
                    log, request, witness.addCheckpoint(request.toString()).body(), witness.key());
        }
        Files.delete(log.resolve(Segments.nameOf(3)));
        Files.delete(log.resolve("checkpoints/00000000000000000009"));
        Files.writeString(log.resolve("checkpoint"), early);
        assertThat(LogVerification.verify(log, Optional.empty(), Optional.empty())
                        .findings())
                .containsExactly(new dev.bailiwick.core.audit.Finding.Truncated(3, 9));
    }
}
