package dev.bailiwick.secrets.openssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A real sshd (Debian: {@code openssh-server}) on a free loopback port, which lets in whoever a certificate says. */
final class SshServer implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final String USER = System.getProperty("user.name");

    private final Path home;
    private final int port;
    private final Process server;

    /** @param authority the line it trusts */
    SshServer(Path home, String authority) throws IOException {
        this.home = home;
        port = freePort();
        Files.writeString(home.resolve("authority"), authority + "\n");
        Files.writeString(home.resolve("principals"), "deploy\n");
        finish(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                home.resolve("host").toString());
        var config = Files.writeString(home.resolve("config"), """
                ListenAddress 127.0.0.1:%d
                HostKey %s
                TrustedUserCAKeys %s
                AuthorizedPrincipalsFile %s
                RevokedKeys %s
                AuthorizedKeysFile none
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin yes
                StrictModes no
                UsePAM no
                PidFile none
                LogLevel VERBOSE
                """.formatted(
                        port, home.resolve("host"), home.resolve("authority"), home.resolve("principals"), list(home)));
        if (root()) Files.createDirectories(Path.of("/run/sshd"));
        server = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        awaitReady();
    }

    /** Without the package the test is skipped and says so. */
    static void require() {
        if (Files.isExecutable(SSHD)) return;
        var message = "skipped: no sshd on this machine (Debian package openssh-server)";
        System.err.println(message);
        Assumptions.abort(message);
    }

    static Path list(Path home) {
        return home.resolve("revoked");
    }

    private static boolean root() {
        return "root".equals(USER);
    }

    String user() {
        return USER;
    }

    int port() {
        return port;
    }

    String hostKey() throws IOException {
        var words = Files.readString(home.resolve("host.pub")).split(" ", -1);
        return words[0] + " " + words[1].strip();
    }

    String log() throws IOException {
        return Files.readString(home.resolve("log"));
    }

    private void awaitReady() throws IOException {
        var deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (true) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (!server.isAlive() || Instant.now().isAfter(deadline))
                    throw new IllegalStateException("sshd did not start: " + log(), e);
                Thread.onSpinWait();
            }
        }
    }

    private static void finish(String... command) throws IOException {
        var process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) throw new IllegalStateException("failed: " + output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
    }
}
