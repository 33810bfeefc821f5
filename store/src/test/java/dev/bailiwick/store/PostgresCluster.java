package dev.bailiwick.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A throw-away PostgreSQL from the system's own binaries (Debian: {@code postgresql}), on a free loopback port. */
public final class PostgresCluster implements AutoCloseable {
    public static final String USER = "keeper";

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final Duration START = Duration.ofSeconds(30);
    private static @Nullable PostgresCluster shared;

    private final Path binaries;
    private final Path home;
    private final int port;
    private final String password = HexFormat.of().formatHex(SecureRandom.getSeed(16));
    private final AtomicInteger schemas = new AtomicInteger();
    private Process server;

    private PostgresCluster(Path binaries) {
        this.binaries = binaries;
        try {
            home = Files.createTempDirectory("bailiwick-pg");
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            var secret = Files.writeString(home.resolve("password"), password);
            if (root()) run(List.of("chown", "-R", "65534:65534", home.toString()));
            run(as(
                    binaries + "/initdb",
                    "--pgdata=" + home.resolve("data"),
                    "--username=" + USER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + secret,
                    "--no-sync",
                    "--locale=C.UTF-8",
                    "--encoding=UTF8"));
            port = freePort();
            server = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    /** One for all tests of this JVM; without the package the test is skipped and says so. */
    static synchronized PostgresCluster shared() {
        if (shared == null) {
            var started = new PostgresCluster(binaries());
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            shared = started;
        }
        return shared;
    }

    /** One of its own, for a test that kills it. */
    public static PostgresCluster own() {
        return new PostgresCluster(binaries());
    }

    @SuppressWarnings("NullAway") // stands in the field until @BeforeAll has run
    static PostgresCluster absent() {
        return null;
    }

    private static Path binaries() {
        var found = newest();
        if (found.isEmpty() || (root() && !Files.isExecutable(Path.of("/usr/bin/setpriv")))) {
            var message = "skipped: no PostgreSQL server on this machine (Debian package postgresql)";
            System.err.println(message);
            Assumptions.abort(message);
        }
        return found.orElseThrow();
    }

    private static Optional<Path> newest() {
        if (!Files.isDirectory(VERSIONS)) return Optional.empty();
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .filter(path -> Files.isExecutable(path.resolve("bin/initdb")))
                    .max(Comparator.comparingInt(
                            path -> Integer.parseInt(path.getFileName().toString())))
                    .map(path -> path.resolve("bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String password() {
        return password;
    }

    String newSchema() {
        var name = "t" + schemas.incrementAndGet();
        execute("CREATE SCHEMA " + name);
        return name;
    }

    void execute(String sql) {
        try (var connection = DriverManager.getConnection(url(), USER, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL to the server, then a new start on what the disk holds. */
    public void crashAndRestart() {
        kill();
        try {
            server = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    /** SIGKILL to the server: its clients find nobody. What the disk holds stays, for {@link #crashAndRestart}. */
    public void die() {
        kill();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(as(
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
                        "shared_buffers=16MB",
                        "-c",
                        // files of the data folder: a killed server would leave the machine's shared memory behind
                        "dynamic_shared_memory_type=mmap",
                        "-c",
                        "max_connections=60"))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start();
    }

    private void awaitReady() {
        var deadline = Instant.now().plus(START);
        while (true) {
            try (var _ = DriverManager.getConnection(url(), USER, password)) {
                return;
            } catch (SQLException e) {
                if (!server.isAlive() || Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("PostgreSQL did not start: " + log(), e);
                }
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

    private String log() {
        try {
            return Files.readString(home.resolve("log"));
        } catch (IOException e) {
            return "no log";
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> as(String... command) {
        List<String> full = new ArrayList<>();
        if (root()) full.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        full.addAll(List.of(command));
        return full;
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) throw new IllegalStateException("failed: " + command + "\n" + output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void kill() {
        var children = server.descendants().toList();
        server.destroyForcibly();
        try {
            if (!server.waitFor(10, TimeUnit.SECONDS)) throw new IllegalStateException("PostgreSQL does not die");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        children.forEach(ProcessHandle::destroyForcibly);
        for (int i = 0; i < 100 && children.stream().anyMatch(ProcessHandle::isAlive); i++) pause();
    }

    /** At once, but by its own hand: it gives its memory back. */
    private void stop() {
        try {
            run(as(binaries + "/pg_ctl", "--pgdata=" + home.resolve("data"), "--mode=immediate", "--wait", "stop"));
        } catch (IOException | IllegalStateException e) {
            kill();
        }
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
