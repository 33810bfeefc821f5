package dev.bailiwick.secrets.openssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.credential.SecretBackend.Standing;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import dev.bailiwick.secrets.openssh.Settings.Grant;
import dev.bailiwick.secrets.root.RootKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshCertificatesTest extends SecretBackendContract {
    private static final RootKey ROOT = new RootKey(new Secret("a-root-key-of-this-test-that-is-long-enough-456"));
    private static final Map<String, Grant> GRANTS =
            Map.of("deploy", new Grant(List.of("deploy"), "echo deployed", Optional.of("127.0.0.1/32")));

    @TempDir
    static Path home = Path.of(".");

    private static SshServer server = absent();

    @SuppressWarnings("NullAway") // stands there until @BeforeAll has run
    private static SshServer absent() {
        return null;
    }

    @BeforeAll
    static void start() throws IOException {
        SshServer.require();
        var unknown = settings(22, "ssh-ed25519 AAAA");
        server = new SshServer(home, new SshCertificates("hosts", unknown, InstantSource.system()).authority());
    }

    @AfterAll
    @SuppressWarnings("NullAway") // without the package there is none
    static void stop() {
        if (server != null) server.close();
    }

    private static Settings settings(int port, String hostKey) {
        return new Settings(
                "127.0.0.1", port, System.getProperty("user.name"), hostKey, SshServer.list(home), ROOT, GRANTS);
    }

    private static SshCertificates certificates(String hostKey, Settings settings) {
        return new SshCertificates(
                "hosts",
                new Settings(
                        settings.host(),
                        settings.port(),
                        settings.user(),
                        hostKey,
                        settings.list(),
                        settings.root(),
                        settings.grants()),
                InstantSource.system());
    }

    @Override
    protected SecretBackend backend() {
        try {
            return certificates(server.hostKey(), settings(server.port(), server.hostKey()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A certificate is made without asking anybody; what can be away is the place of the list. */
    @Override
    protected SecretBackend away() {
        var there = settings(1, "ssh-ed25519 AAAA");
        var nowhere = new Settings(
                there.host(), there.port(), there.user(), there.hostKey(), home.resolve("away/list"), ROOT, GRANTS);
        return new SshCertificates("hosts", nowhere, InstantSource.system());
    }

    @Override
    protected String secret() {
        return "deploy";
    }

    @Override
    protected String excessive() {
        return "root-shell";
    }

    @Override
    protected boolean opens(Lease lease, Secret secret) {
        return run(lease, secret, "id").equals("deployed\n");
    }

    private static String run(Lease lease, Secret secret, String command) {
        try {
            var folder = Files.createDirectories(home.resolve("of-" + lease.id()));
            var key = folder.resolve("key");
            secret.reveal(text -> written(key, text));
            var ssh = new ProcessBuilder(
                            "ssh",
                            "-F",
                            "none",
                            "-p",
                            String.valueOf(server.port()),
                            "-i",
                            key.toString(),
                            "-oStrictHostKeyChecking=no",
                            "-oUserKnownHostsFile=/dev/null",
                            "-oBatchMode=yes",
                            "-oIdentityAgent=none",
                            server.user() + "@127.0.0.1",
                            command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path written(Path key, String text) {
        try {
            int end = text.indexOf(Certificate.TYPE);
            Files.writeString(key, text.substring(0, end));
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            return Files.writeString(key.resolveSibling("key-cert.pub"), text.substring(end));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatever_is_asked_for_only_its_command_runs_and_the_log_names_the_lease() throws IOException {
        var lease = lease(200, "deploy", Duration.ofMinutes(5));
        assertThat(run(lease, backend().issue(lease).secret(), "cat /etc/passwd"))
                .isEqualTo("deployed\n");
        assertThat(server.log()).contains(lease.id() + ":desk");
    }

    @Test
    void a_list_that_somebody_emptied_is_whole_again_with_the_next_word() throws IOException {
        var lease = lease(201, "deploy", Duration.ofMinutes(5));
        var secret = backend().issue(lease).secret();
        backend().revoke(lease);
        Files.delete(SshServer.list(home));
        backend().issue(lease);
        assertThat(opens(lease, secret)).isFalse();
        assertThat(backend().probe(lease)).isEqualTo(Standing.REFUSED);
    }

    @Test
    void the_list_only_grows() throws IOException {
        backend().revoke(lease(202, "deploy", Duration.ofMinutes(5)));
        long before = Files.size(SshServer.list(home));
        backend().revoke(lease(203, "deploy", Duration.ofMinutes(5)));
        assertThat(Files.size(SshServer.list(home))).isEqualTo(before + Long.BYTES);
    }

    @Test
    void when_its_time_is_over_nobody_logs_in() {
        var past = lease(204, "deploy", Duration.ofSeconds(1));
        var deadline = now().plusSeconds(10);
        while (now().isBefore(past.expires().plusSeconds(1)) && now().isBefore(deadline)) Thread.onSpinWait();
        assertThat(backend().probe(past)).isEqualTo(Standing.REFUSED);
    }

    @Test
    void a_machine_that_lets_nobody_in_proves_nothing() throws IOException {
        var lease = lease(205, "deploy", Duration.ofMinutes(5));
        var elsewhere = new Settings(
                "127.0.0.1",
                server.port(),
                server.user(),
                server.hostKey(),
                home.resolve("other-list"),
                new RootKey(new Secret("another-root-key-whose-authority-nobody-trusts")),
                GRANTS);
        assertThat(new SshCertificates("hosts", elsewhere, InstantSource.system()).probe(lease))
                .isEqualTo(Standing.UNKNOWN);
        assertThat(certificates(
                                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0000000000000000000000000000000000000000000",
                                settings(server.port(), "ssh-ed25519 AAAA"))
                        .probe(lease))
                .as("another machine")
                .isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void a_certificate_for_nobody_or_without_a_command_cannot_be_made() {
        assertThatThrownBy(() -> new Certificate(1, "x", List.of(), now(), now(), "true", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Certificate(1, "x", List.of("a"), now(), now(), " ", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
