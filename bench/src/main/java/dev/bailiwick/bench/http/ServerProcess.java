package dev.bailiwick.bench.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, so that its CPU can be told from the load's. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final List<String> told;

    private ServerProcess(Process process, List<String> told) {
        this.process = process;
        this.told = told;
    }

    /** @param arguments of the JVM, then the class and its own; it says in the folder's file {@code ready} where it is */
    public static ServerProcess start(Path folder, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Program.options(),
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

    public long pid() {
        return process.pid();
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
