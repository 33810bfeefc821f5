package dev.bailiwick.bench.decide;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, so that its CPU can be told from the load's. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long TICKS_PER_SECOND = 100;

    private final Process process;
    private final List<String> told;

    private ServerProcess(Process process, List<String> told) {
        this.process = process;
        this.told = told;
    }

    static ServerProcess start(Path folder) throws IOException, InterruptedException {
        return start(folder, List.of(DecideServer.class.getName(), folder.toString()));
    }

    /** @param arguments of the JVM, then the class and its own; it says in the folder's file {@code ready} where it is */
    public static ServerProcess start(Path folder, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        return new ServerProcess(process, awaitLines(process, folder.resolve("ready")));
    }

    /** The lines in which it said where it is. */
    public List<String> told() {
        return told;
    }

    private static List<String> awaitLines(Process process, Path file) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (Files.exists(file)) return Files.readAllLines(file);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IOException("the server did not start: see server.log beside " + file);
    }

    static void awaitPort(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new IOException("nothing listens on port " + port);
    }

    URI base() {
        return URI.create(told.get(0));
    }

    String credential() {
        return told.get(1);
    }

    public long pid() {
        return process.pid();
    }

    /** User and system time so far (proc_pid_stat(5), fields 14 and 15). */
    public static Duration cpu(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // the name in field 2 may hold blanks: count from behind its parenthesis
        var fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        long ticks = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
        return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
    }

    public static long residentMebibytes(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
