package dev.bailiwick.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process that leaves a mark every twentieth of a second: what it does after a stop can be seen. */
final class TickingChild implements AutoCloseable {
    /** Its words are fixed; the file's name is an argument and no part of them. A child of its own does the ticking. */
    private static final String SCRIPT =
            "(while :; do date +%s.%N > \"$1.next\" && mv \"$1.next\" \"$1\"; sleep 0.05; done) & wait";

    private final Process process;
    private final Path tick;

    private TickingChild(Process process, Path tick) {
        this.process = process;
        this.tick = tick;
    }

    /** @throws UncheckedIOException when no process can be started here */
    static TickingChild start(Path folder) {
        var tick = folder.resolve("tick");
        try {
            return new TickingChild(new ProcessBuilder("sh", "-c", SCRIPT, "ticking", tick.toString()).start(), tick);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** When it last did something; empty before the first time. */
    Optional<Instant> lastTick() {
        try {
            String[] parts = Files.readString(tick).strip().split("\\.", 2);
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            var _ = process.waitFor(2, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
