package dev.bailiwick.host.openclaw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Installs Node.js and OpenClaw by package name with npm into a folder of its own, about 800 MB. Does nothing when both are there,
 * goes on where an earlier attempt stopped, and waits while another process installs into the same folder.
 */
public final class Installer {
    private static final String NODE = "node@24";
    private static final String OPENCLAW = "openclaw@" + Pathways.TESTED.getLast();
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final long STEP_SECONDS = 5;

    private final Path folder;
    private final Consumer<String> progress;

    /** @param progress is told one line at a time what happens */
    public Installer(Path folder, Consumer<String> progress) {
        this.folder = folder.toAbsolutePath().normalize();
        this.progress = progress;
    }

    /** Where OpenClaw goes unless the system property or environment variable {@code bailiwick.openclaw} names another folder. */
    public static Path folder() {
        var named = System.getProperty("bailiwick.openclaw", System.getenv().getOrDefault("BAILIWICK_OPENCLAW", ""));
        if (!named.isEmpty()) return Path.of(named);
        return Path.of(System.getProperty("user.home"), ".cache", "bailiwick", "openclaw-" + Pathways.TESTED.getLast());
    }

    /** @throws OpenClawFailure when npm is missing or says no; its last words are in the message, the rest in {@code install.log} */
    public Installation install() {
        var present = Installation.in(folder);
        if (present.isPresent()) return present.get();
        try {
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(
                            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                return Installation.in(folder).orElseGet(this::installNow);
            }
        } catch (IOException e) {
            throw new OpenClawFailure("cannot write into \"" + folder + "\": " + e.getMessage(), e);
        }
    }

    private Installation installNow() {
        var described = folder.resolve("package.json");
        try {
            if (!Files.exists(described))
                Files.writeString(described, "{\"name\":\"openclaw-home\",\"private\":true}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Files.isExecutable(folder.resolve("node_modules/.bin/node"))) npm("Node.js 24", NODE);
        npm("OpenClaw " + Pathways.TESTED.getLast(), OPENCLAW);
        return Installation.in(folder)
                .orElseThrow(() -> new OpenClawFailure(
                        "npm finished, but \"" + folder + "\" holds no OpenClaw: see install.log there"));
    }

    private void npm(String what, String name) {
        progress.accept("installing " + what + " into " + folder + " ...");
        var log = folder.resolve("install.log");
        long started = System.nanoTime();
        try {
            var npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--save-exact", name)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // OpenClaw checks at its installation which Node.js runs it: the one that came just before.
            npm.environment()
                    .merge("PATH", folder.resolve("node_modules/.bin").toString(), (path, own) -> own + ":" + path);
            waitFor(npm.start(), what, started, log);
        } catch (IOException e) {
            throw new OpenClawFailure("cannot run npm (install Node.js 20 or newer with npm): " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OpenClawFailure("interrupted while installing " + what, e);
        }
    }

    private void waitFor(Process npm, String what, long started, Path log) throws InterruptedException, IOException {
        try {
            while (!npm.waitFor(STEP_SECONDS, TimeUnit.SECONDS)) {
                var elapsed = Duration.ofNanos(System.nanoTime() - started);
                if (elapsed.compareTo(LIMIT) > 0)
                    throw new OpenClawFailure("npm took longer than 20 minutes; see " + log);
                progress.accept("  " + what + ": " + elapsed.toSeconds() + " s");
            }
        } finally {
            if (npm.isAlive()) npm.destroyForcibly();
        }
        if (npm.exitValue() == 0) return;
        throw new OpenClawFailure("npm could not install " + what + ": " + lastLine(log) + " (all of it: " + log + ")");
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("npm error"))
                .toList();
        return lines.isEmpty() ? "no reason given" : lines.getFirst();
    }
}
