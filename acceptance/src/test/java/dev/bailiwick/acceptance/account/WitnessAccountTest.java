package dev.bailiwick.acceptance.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.app.wiring.WitnessedLog;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Finding;
import dev.bailiwick.core.audit.VerifierKey;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tlog.FileAuditLog;
import dev.bailiwick.tlog.LogVerification;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A witness in a process of its own, under another account. Whoever owns the log replaces it by an older copy that is sound in
 * itself, or lets it go on otherwise from there: the witness knows better.
 */
class WitnessAccountTest {
    private Path folder = Path.of("");
    private Account.Running witness;
    private WitnessedLog witnessed;

    @BeforeEach
    void open() throws IOException {
        Account.required();
        folder = Files.createTempDirectory("bailiwick-witness-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        append("first", 5);
        var key = Files.writeString(folder.resolve("log-key"), logKey() + "\n");
        var memory = Files.createDirectory(folder.resolve("witness"));
        Files.setOwner(
                memory, memory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(Account.NAME));
        witness = Account.start("witness", "--folder", memory.toString(), "--port", "0", "--trust", key.toString());
        var address = URI.create(witness.said("witness"));
        witnessed = new WitnessedLog(log(), address, VerifierKey.parse(witness.said("key")));
    }

    @AfterEach
    void close() throws IOException {
        if (witness == null) return;
        witness.end();
        delete(folder);
    }

    private Path log() {
        return folder.resolve("log");
    }

    private VerifierKey logKey() {
        try (var log = FileAuditLog.open(log(), InstantSource.system())) {
            return log.keys().current();
        }
    }

    private void append(String what, int count) {
        try (var log = FileAuditLog.open(log(), InstantSource.system())) {
            for (int i = 0; i < count; i++) {
                var body = JsonObject.with("what", what + i).build();
                log.append(Event.of(Event.Kind.HOUSE, new Actor.House(), body));
            }
        }
    }

    private void copy(Path from, Path to) throws IOException {
        delete(to);
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) Files.copy(file, to.resolve(from.relativize(file)));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    /** What the log's owner cannot reach: the last checkpoint the witness cosigned. */
    private String kept() throws IOException {
        try (var seen = Files.list(folder.resolve("witness/seen"))) {
            return Files.readString(seen.findFirst().orElseThrow());
        }
    }

    private List<Finding> findings(Optional<String> against) {
        return LogVerification.verify(log(), Optional.empty(), against).findings();
    }

    @Test
    void an_older_copy_of_the_log_that_is_sound_in_itself_is_known_by_the_witness() throws IOException {
        assertThat(witnessed.cosign()).contains(5L);
        copy(log(), folder.resolve("backup"));
        append("more", 3);
        assertThat(witnessed.cosign()).contains(8L);
        assertThat(findings(Optional.of(kept()))).isEmpty();

        copy(folder.resolve("backup"), log());
        assertThat(findings(Optional.empty())).isEmpty();
        assertThat(findings(Optional.of(kept())))
                .isNotEmpty()
                .allMatch(each -> each.sentence().contains("8"));
        assertThatThrownBy(witnessed::cosign)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cosigned 8 entries and this log has signed fewer");
    }

    @Test
    void a_log_that_went_on_otherwise_is_not_cosigned_and_is_found_forked() throws IOException {
        copy(log(), folder.resolve("backup"));
        append("more", 3);
        assertThat(witnessed.cosign()).contains(8L);

        copy(folder.resolve("backup"), log());
        append("another story", 6);
        assertThat(findings(Optional.empty())).isEmpty();
        assertThat(findings(Optional.of(kept())))
                .anyMatch(each -> each.sentence().contains("forked"));
        assertThatThrownBy(witnessed::cosign).isInstanceOf(Refusal.class).hasMessageContaining("does not cosign");
    }
}
