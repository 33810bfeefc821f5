package dev.bailiwick.secrets.openssh;

import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Tries a certificate with the system's own {@code ssh}, as its holder would. It asks for no session, so no command runs; the
 * key comes to it over an agent's socket and lies in no file.
 */
final class Login {
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final Settings settings;

    Login(Settings settings) {
        this.settings = settings;
    }

    Standing with(KeyPair holder, byte[] certificate) {
        try (var folder = new Scratch();
                var _ = Agent.on(folder.path().resolve("agent"), holder, certificate)) {
            Files.writeString(folder.path().resolve("hosts"), "* " + settings.hostKey() + "\n");
            return answer(command(folder.path()));
        } catch (IOException e) {
            throw new BackendUnavailable("ssh cannot be tried here (Debian package openssh-client)", e);
        }
    }

    private List<String> command(Path folder) {
        return List.of(
                "ssh",
                "-v",
                "-N",
                "-F",
                "none",
                "-p",
                String.valueOf(settings.port()),
                "-oIdentityAgent=" + folder.resolve("agent"),
                "-oIdentityFile=none",
                "-oUserKnownHostsFile=" + folder.resolve("hosts"),
                "-oGlobalKnownHostsFile=/dev/null",
                "-oStrictHostKeyChecking=yes",
                "-oPreferredAuthentications=publickey",
                "-oBatchMode=yes",
                "-oConnectTimeout=5",
                settings.user() + "@" + settings.host());
    }

    private static Standing answer(List<String> command) throws IOException {
        var ssh = new ProcessBuilder(command).redirectErrorStream(true).start();
        var watch = Thread.ofVirtual().start(() -> endLate(ssh));
        try (var lines = ssh.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("Authenticated to ")) return Standing.ACCEPTED;
                if (line.contains(": Permission denied (")) return Standing.REFUSED;
            }
            return Standing.UNKNOWN;
        } finally {
            ssh.destroyForcibly();
            watch.interrupt();
        }
    }

    private static void endLate(Process ssh) {
        try {
            Thread.sleep(LONGEST);
            ssh.destroyForcibly();
        } catch (InterruptedException _) {
            // it answered in time
        }
    }

    /** A folder of our own for as long as one login takes. */
    private record Scratch(Path path) implements AutoCloseable {
        Scratch() throws IOException {
            this(Files.createTempDirectory("bw-ssh"));
        }

        @Override
        public void close() throws IOException {
            try (var files = Files.list(path)) {
                for (var file : files.toList()) Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        }
    }
}
