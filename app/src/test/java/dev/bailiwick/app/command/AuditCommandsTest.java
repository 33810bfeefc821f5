package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.Ownership;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.app.wiring.WitnessedLog;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tlog.Cosigning;
import dev.bailiwick.tlog.FileAuditLog;
import dev.bailiwick.tlog.FolderWitness;
import dev.bailiwick.tlog.LogVerification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandsTest {
    @TempDir
    private Path folder = Path.of("");

    private FileAuditLog log() {
        return FileAuditLog.open(folder.resolve("log"), InstantSource.system());
    }

    private static void append(FileAuditLog log, int count) {
        for (int i = 0; i < count; i++) {
            log.append(Event.of(
                    Event.Kind.HOUSE,
                    new Actor.House(),
                    JsonObject.with("what", "n" + i).build()));
        }
    }

    @Test
    void a_witness_cosigns_growth_over_http_and_nothing_else() throws Exception {
        var files = folder.resolve("log");
        try (var log = log()) {
            append(log, 5);
        }
        try (var witness = FolderWitness.open(folder.resolve("witness"), InstantSource.system())) {
            try (var log = log()) {
                witness.trust(log.keys().current());
            }
            var server = WitnessServer.open(witness, 0);
            try {
                var first = Cosigning.request(files, 0).orElseThrow();
                var answer = post(server.port(), first.toString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(Cosigning.keep(files, first, answer.body(), witness.key()))
                        .isPresent();

                var again = post(server.port(), first.toString());
                assertThat(again.statusCode())
                        .as("from a size it no longer stands at")
                        .isEqualTo(409);
                assertThat(again.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
                assertThat(again.body())
                        .isEqualTo(first.checkpoint().text().lines().toList().get(1) + "\n");
                assertThat(post(server.port(), "nonsense").statusCode()).isEqualTo(400);
            } finally {
                server.stop();
            }
            assertThat(LogVerification.verify(files, Optional.empty(), Optional.empty())
                            .sound())
                    .isTrue();
        }
    }

    @Test
    void a_witness_under_the_logs_own_account_counts_as_none() {
        try (var log = log()) {
            append(log, 1);
        }
        try (var witness = FolderWitness.open(folder.resolve("witness"), InstantSource.system())) {
            var server = WitnessServer.open(witness, 0);
            try {
                var address = URI.create("http://127.0.0.1:" + server.port());
                var witnessed = new WitnessedLog(folder.resolve("log"), address, witness.key());

                assertThatThrownBy(witnessed::cosign)
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("counts as none");
            } finally {
                server.stop();
            }
        }
    }

    @Test
    void a_proof_made_after_a_rotation_is_checked_with_the_first_key() throws Exception {
        Path first = folder.resolve("first-key");
        try (var log = log()) {
            append(log, 3);
            Files.writeString(first, log.keys().current() + "\n");
            log.rotateKey();
            append(log, 3);
        }
        var proof = Files.writeString(folder.resolve("proof"), proof(4));

        assertThat(Bailiwick.run("audit", "check", proof.toString(), "--key", first.toString()))
                .isEqualTo(7);
        String copied = folder.resolve("log").toString();
        assertThat(Bailiwick.run("audit", "check", proof.toString(), "--key", first.toString(), "--keys", copied))
                .isZero();
    }

    private String proof(long entry) {
        var made = dev.bailiwick.tlog.ProofFile.prove(folder.resolve("log"), entry);
        return ((dev.bailiwick.tlog.ProofFile.Made.Proof) made).text();
    }

    @Test
    void the_doctor_finds_an_open_door() throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name")), "only root has files that another account could reach");
        Path open = Files.createTempDirectory("doctor");
        try {
            try (var log = FileAuditLog.open(open.resolve("log"), InstantSource.system())) {
                append(log, 1);
            }
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx--x--x"));
            var ownership = new Ownership(new DataFolder(open));
            assertThat(ownership.findings(organisation("nobody"))).isEmpty();

            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertThat(ownership.findings(organisation("nobody"))).anyMatch(line -> line.contains("can write"));
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx--x--x"));
            Files.setPosixFilePermissions(open.resolve("log/key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
            assertThat(ownership.findings(organisation("nobody"))).anyMatch(line -> line.contains("grants too much"));
            assertThat(ownership.findings(organisation("root"))).anyMatch(line -> line.contains("Bailiwick's own"));
            assertThat(ownership.findings(organisation("no-such-account")))
                    .anyMatch(line -> line.contains("not known"));
        } finally {
            try (var all = Files.walk(open)) {
                for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(path);
            }
        }
    }

    @Test
    void a_data_folder_that_everybody_writes_is_refused() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> new DataFolder(folder).make()).hasMessageContaining("written by everybody");
    }

    private static Organisation organisation(String account) {
        return Organisation.of(Json.parseObject("""
                {"version": 1, "contact": "c", "people": [{"id": "ana", "name": "Ana"}],
                 "agents": [{"id": "desk", "operator": "ana", "account": "%s"}]}
                """.formatted(account)));
    }

    private static HttpResponse<String> post(int port, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
