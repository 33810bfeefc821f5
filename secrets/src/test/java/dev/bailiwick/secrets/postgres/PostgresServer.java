package dev.bailiwick.secrets.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A throw-away PostgreSQL from Debian's package, on a free loopback port, of which only {@link #USER} is superuser. */
final class PostgresServer implements AutoCloseable {
    static final String USER = "keeper";
    static final String PASSWORD = "keeper-of-this-test";

    private final Path binaries;
    private final Path home;
    private final int port;
    private final Process server;

    /** Without the package the test is skipped and says so. */
    PostgresServer() throws IOException {
        binaries = binaries();
        home = Files.createTempDirectory("bailiwick-roles");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        var secret = Files.writeString(home.resolve("password"), PASSWORD);
        if (root()) finish(new ProcessBuilder("chown", "-R", "65534:65534", home.toString()));
        finish(as(
                binaries + "/initdb",
                "--pgdata=" + home.resolve("data"),
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + secret,
                "--no-sync",
                "--locale=C.UTF-8",
                "--encoding=UTF8"));
        port = freePort();
        server = as(
                        binaries + "/postgres",
                        "-D",
                        home.resolve("data").toString(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=" + home,
                        "-c",
                        "log_statement=all",
                        "-c",
                        "shared_buffers=16MB",
                        "-c",
                        "dynamic_shared_memory_type=mmap")
                .redirectOutput(home.resolve("log").toFile())
                .start();
        awaitReady();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Everything it wrote down, statements too. */
    String log() throws IOException {
        return Files.readString(home.resolve("log"));
    }

    private void awaitReady() {
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            try (var _ = DriverManager.getConnection(url(), USER, PASSWORD)) {
                return;
            } catch (SQLException e) {
                if (!server.isAlive() || Instant.now().isAfter(deadline))
                    throw new IllegalStateException("PostgreSQL did not start", e);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path binaries() throws IOException {
        var versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (var each = Files.list(versions)) {
                var newest = each.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.naturalOrder());
                if (newest.isPresent()) return newest.get();
            }
        }
        var message = "skipped: no PostgreSQL server on this machine (Debian package postgresql)";
        System.err.println(message);
        return Assumptions.abort(message);
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root. */
    private static ProcessBuilder as(String... command) {
        List<String> full = new ArrayList<>();
        if (root()) full.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        full.addAll(List.of(command));
        return new ProcessBuilder(full).redirectErrorStream(true);
    }

    private static void finish(ProcessBuilder command) throws IOException {
        var process = command.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
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
        }
    }

    @Override
    public void close() {
        try {
            finish(as(binaries + "/pg_ctl", "--pgdata=" + home.resolve("data"), "--mode=immediate", "--wait", "stop"));
            try (var files = Files.walk(home)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
