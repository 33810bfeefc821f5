package dev.bailiwick.host.isolation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of ours in a network of its own, which is gone with it. */
final class OwnNetworkProcess implements AutoCloseable {
    private final Process process;
    private final Map<String, Long> last = new ConcurrentHashMap<>();

    private OwnNetworkProcess(Process process) {
        this.process = process;
    }

    static OwnNetworkProcess start(Class<?> program, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                "/usr/bin/unshare",
                "--net",
                "--",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        var started = new OwnNetworkProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        String said = started.reader().readLine();
        if (!"here".equals(said)) throw new IOException("it did not start: " + said);
        return started;
    }

    private BufferedReader reader() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    long pid() {
        return process.pid();
    }

    /** Says a line, and waits for the answer. */
    String asked(String order) throws IOException {
        said(order);
        return String.valueOf(reader().readLine());
    }

    void said(String order) throws IOException {
        var writer = process.outputWriter(StandardCharsets.UTF_8);
        writer.write(order + "\n");
        writer.flush();
    }

    /** From now on the newest number after each word is kept. */
    void follow() {
        Thread.ofVirtual()
                .start(() -> reader().lines().forEach(line -> {
                    var words = line.split(" ", 2);
                    last.put(words[0], Long.parseLong(words[1]));
                }));
    }

    long last(String word) {
        return last.getOrDefault(word, 0L);
    }

    /** Runs a program of the system in this network. */
    String run(String... command) {
        var all = Stream.concat(Stream.of("/usr/bin/nsenter", "--net=/proc/" + pid() + "/ns/net"), Stream.of(command));
        try {
            var run = new ProcessBuilder(all.toList()).redirectErrorStream(true).start();
            var said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!run.waitFor(10, TimeUnit.SECONDS) || run.exitValue() != 0)
                throw new IllegalStateException(List.of(command) + ": " + said);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
