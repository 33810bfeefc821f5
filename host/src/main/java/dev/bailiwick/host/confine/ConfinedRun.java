package dev.bailiwick.host.confine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One command from its start to its end, watched: killed when its time is over or somebody objects, and with it everything it
 * started, however far that went: orphans become our own children (prctl(2), PR_SET_CHILD_SUBREAPER).
 */
public final class ConfinedRun {
    private static final int SUBREAPER = 36;
    private static final int WITHOUT_WAITING = 1;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LAUNCH = Duration.ofMinutes(1);
    private static final Duration SWEEP = Duration.ofSeconds(5);
    /** As timeout(1) says it. */
    public static final int TIME_OVER = 124;

    static final String NEVER_CAME = "the process that was to become it ended before it could";

    private final Order order;
    private final Machine machine;

    /**
     * How it went.
     *
     * @param notStarted why it never began
     * @param killed why it did not end by itself
     */
    public record Ending(int exitCode, Optional<String> notStarted, Optional<String> killed) {}

    private ConfinedRun(Order order, Machine machine) {
        this.order = order;
        this.machine = machine;
    }

    /** @throws ConfinementFailed where nothing can be confined, or not as the profile requires */
    public static ConfinedRun of(Order order) {
        Confinement.of(order.profile());
        return new ConfinedRun(order, Machine.here().orElseThrow());
    }

    /**
     * Runs it with our own input and outputs.
     *
     * @param objection looked at all the time: why it must end now
     */
    public Ending toItsEnd(Supplier<Optional<String>> objection) {
        try (var arena = Arena.ofShared()) {
            var kernel = new Kernel(arena);
            kernel.must("adopt orphans", machine.prctl(), SUBREAPER, 1, 0, 0, 0);
            var failure = Files.createTempFile("bailiwick-run", ".failure");
            try {
                Files.writeString(failure, NEVER_CAME);
                return watched(started(failure), failure, objection, kernel);
            } finally {
                Files.deleteIfExists(failure);
            }
        } catch (IOException e) {
            throw new ConfinementFailed("cannot start the command: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfinementFailed("interrupted");
        }
    }

    private Process started(Path failure) throws IOException {
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx64m",
                        "-Xshare:auto",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName(),
                        order.json().text(),
                        failure.toString()))
                .inheritIO();
        builder.environment().clear();
        return builder.start();
    }

    private Ending watched(Process process, Path failure, Supplier<Optional<String>> objection, Kernel kernel)
            throws InterruptedException, IOException {
        long end = System.nanoTime() + LAUNCH.toNanos();
        boolean begun = false;
        Optional<String> killed = Optional.empty();
        boolean over = false;
        try {
            while (killed.isEmpty() && !over && !process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                killed = objection.get();
                if (!begun && Files.size(failure) == 0) {
                    begun = true;
                    end = System.nanoTime() + time().toNanos();
                }
                over = System.nanoTime() > end;
            }
        } finally {
            process.destroyForcibly();
            process.waitFor();
            sweep(kernel);
        }
        if (over && begun) return new Ending(TIME_OVER, Optional.empty(), Optional.of(timeOver()));
        var never = Optional.of(Files.readString(failure)).filter(text -> !text.isEmpty());
        return new Ending(process.exitValue(), killed.isPresent() ? Optional.empty() : never, killed);
    }

    private Duration time() {
        return Duration.ofSeconds(order.profile().limits().commandSeconds());
    }

    private String timeOver() {
        return "its time is over: its profile gives a command " + time().toSeconds() + " s";
    }

    /** Nothing of it outlives it. */
    private void sweep(Kernel kernel) throws InterruptedException {
        long end = System.nanoTime() + SWEEP.toNanos();
        while (System.nanoTime() < end) {
            while (kernel.call(machine.reap(), -1, 0, WITHOUT_WAITING, 0, 0) > 0) {}
            var left = ProcessHandle.current().descendants().toList();
            if (left.isEmpty()) return;
            left.forEach(ProcessHandle::destroyForcibly);
            Thread.sleep(10);
        }
    }
}
