package dev.bailiwick.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.LogProof;
import dev.bailiwick.core.audit.LogProof.Check;
import dev.bailiwick.core.audit.TreeHash;
import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProofFileTest {
    @TempDir
    Path home;

    private Path log(int entries) {
        var folder = home.resolve("log");
        try (var log = FileAuditLog.open(folder, InstantSource.system())) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < entries; i++) {
                    var event = Samples.event("number " + i);
                    threads.execute(() -> log.append(event));
                }
            }
        }
        return folder;
    }

    private static ProofFile.Made.Proof proof(Path folder, long entry) {
        assertThat(ProofFile.prove(folder, entry)).isInstanceOf(ProofFile.Made.Proof.class);
        return (ProofFile.Made.Proof) ProofFile.prove(folder, entry);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 700})
    void an_entry_is_proven_without_a_server(int entries) {
        var folder = log(entries);
        for (long entry : new long[] {0, entries / 2, entries - 1}) {
            var proof = proof(folder, entry);
            assertThat(LogProof.check(proof.text(), proof.keys())).isInstanceOfSatisfying(Check.Holds.class, holds -> {
                assertThat(holds.entry().sequence()).isEqualTo(entry);
                assertThat(holds.checkpoint().size()).isEqualTo(entries);
            });
        }
    }

    @Test
    void a_proof_holds_after_the_log_has_grown_and_changed_its_key() {
        var folder = log(20);
        var proof = proof(folder, 7);
        KeyHistory later;
        try (var log = FileAuditLog.open(folder, InstantSource.system())) {
            log.rotateKey();
            Samples.append(log, 5);
            later = log.keys();
        }
        assertThat(LogProof.check(proof.text(), later)).isInstanceOf(Check.Holds.class);
        assertThat(LogProof.check(proof(folder, 22).text(), later)).isInstanceOf(Check.Holds.class);
        assertThat(LogProof.check(proof(folder, 22).text(), proof.keys())).isInstanceOf(Check.Fails.class);
    }

    @Test
    void no_altered_proof_holds() {
        var proof = proof(log(20), 7);
        var lines = proof.text().lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).isEmpty()) continue;
            var altered = new java.util.ArrayList<>(lines);
            int middle = altered.get(line).length() / 2;
            char c = altered.get(line).charAt(middle);
            altered.set(
                    line,
                    altered.get(line).substring(0, middle)
                            + (c == 'A' ? 'B' : 'A')
                            + altered.get(line).substring(middle + 1));
            assertThat(LogProof.check(String.join("\n", altered) + "\n", proof.keys()))
                    .as("line " + line)
                    .isInstanceOf(Check.Fails.class);
        }
        assertThat(LogProof.check("", proof.keys())).isInstanceOf(Check.Fails.class);
    }

    @Test
    void there_is_no_proof_of_what_is_not_there_or_not_signed_yet() throws IOException {
        var folder = log(20);
        assertThat(ProofFile.prove(folder, 20)).isEqualTo(new ProofFile.Made.NoSuchEntry(20));
        assertThat(ProofFile.prove(folder, -1)).isEqualTo(new ProofFile.Made.NoSuchEntry(20));
        java.nio.file.Files.delete(folder.resolve("checkpoint"));
        assertThat(ProofFile.prove(folder, 3)).isEqualTo(new ProofFile.Made.TooYoung(0));
    }

    /** Sigstore's verifier for Rekor, which shares no line with ours, reads the numbers out of the proof's text. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 700})
    void another_implementation_verifies_the_proof(int entries) throws InclusionProofVerificationException {
        var folder = log(entries);
        for (int entry = 0; entry < entries; entry += Math.max(1, entries / 7)) {
            List<String> lines = proof(folder, entry).text().lines().toList();
            int blank = lines.indexOf("");
            byte[] bytes = Base64.getDecoder().decode(lines.get(1).substring("extra ".length()));
            long index = Long.parseLong(lines.get(2).substring("index ".length()));
            List<byte[]> path = lines.subList(3, blank).stream()
                    .map(Base64.getDecoder()::decode)
                    .toList();
            long size = Long.parseLong(lines.get(blank + 2));
            byte[] root = Base64.getDecoder().decode(lines.get(blank + 3));
            InclusionProofVerifier.verify(leafHash(bytes), index, size, path, root);
        }
    }

    private static byte[] leafHash(byte[] entry) {
        var prefixed = new byte[entry.length + 1];
        System.arraycopy(entry, 0, prefixed, 1, entry.length);
        byte[] hash = dev.bailiwick.core.value.Digest.of(prefixed).bytes();
        assertThat(hash).hasSize(TreeHash.LENGTH);
        return hash;
    }
}
