package dev.bailiwick.host.confine;

import dev.bailiwick.core.hardening.Requirements.Need;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * One command from its start to its end, watched: killed when its time is over or somebody objects, and with it everything it
 * started, however far that went: orphans become our own children (prctl(2), PR_SET_CHILD_SUBREAPER).
 */
public final class ConfinedRun {
    private static final int SUBREAPER = 36;
    private static final int WITHOUT_WAITING = 1;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LAUNCH = Duration.ofMinutes(1);
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final long PAUSE_NANOS = 10_000_000;
    /** As timeout(1) says it. */
    public static final int TIME_OVER = 124;

    private final Order order;
    private final Passage passage;
    private final Machine machine;

    /**
     * How it went.
     *
     * @param notStarted why it never began
     * @param killed why it did not end by itself
     */
    public record Ending(int exitCode, Optional<String> notStarted, Optional<String> killed) {}

    private ConfinedRun(Order order, Passage passage, Machine machine) {
        this.order = order;
        this.passage = passage;
        this.machine = machine;
    }

    /** @throws ConfinementFailed where nothing can be confined, or not as the profile requires */
    public static ConfinedRun of(Order order) {
        var refused = OwnNetwork.refused();
        if (refused.isPresent() && order.profile().requirements().network() == Need.REQUIRED)
            throw new ConfinementFailed(
                    "the profile requires a network of its own, and this machine gives none: " + refused.get());
        var passage = new Passage(refused.isEmpty(), refused.orElse(""), order.proxy());
        Confinement.of(order.profile(), passage);
        return new ConfinedRun(order, passage, Machine.here().orElseThrow());
    }

    /** In this machine's network whatever it gives: what a trial is compared with. */
    static ConfinedRun sharing(Order order) {
        return new ConfinedRun(
                order,
                new Passage(false, "for comparison", order.proxy()),
                Machine.here().orElseThrow());
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
            try {
                return toItsEnd(Launcher.class, List.of(), objection);
            } finally {
                sweep(kernel);
                kernel.call(machine.prctl(), SUBREAPER, 0, 0, 0, 0);
            }
        }
    }

    /** Without looking after orphans: for whoever has other children. */
    Ending toItsEnd(Class<?> becoming, List<String> more, Supplier<Optional<String>> objection) {
        try {
            var wire = Files.createTempFile("bailiwick-run", ".wire");
            try {
                Files.writeString(wire, Wire.NEVER_CAME);
                return watched(started(becoming, wire, more), wire, objection);
            } finally {
                Files.deleteIfExists(wire);
            }
        } catch (IOException e) {
            throw new ConfinementFailed("cannot start the command: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfinementFailed("interrupted");
        }
    }

    private Process started(Class<?> becoming, Path wire, List<String> more) throws IOException {
        List<String> command = new ArrayList<>(passage.own() ? OwnNetwork.entering() : List.of());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx64m",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                becoming.getName(),
                order.json().text(),
                passage.json().text(),
                wire.toString()));
        command.addAll(more);
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().clear();
        return builder.start();
    }

    private Ending watched(Process process, Path wire, Supplier<Optional<String>> objection)
            throws InterruptedException, IOException {
        long end = System.nanoTime() + LAUNCH.toNanos();
        boolean begun = false;
        Optional<String> killed = Optional.empty();
        boolean over = false;
        Optional<Relay> relay = Optional.empty();
        try {
            while (killed.isEmpty() && !over && !process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (relay.isEmpty()) relay = relay(process, wire);
                killed = objection.get();
                if (!begun && Files.size(wire) == 0) {
                    begun = true;
                    end = System.nanoTime() + time().toNanos();
                }
                over = System.nanoTime() > end;
            }
        } finally {
            process.destroyForcibly();
            process.waitFor();
            relay.ifPresent(Relay::close);
        }
        if (over && begun) return new Ending(TIME_OVER, Optional.empty(), Optional.of(timeOver()));
        var never = Optional.of(Files.readString(wire)).filter(text -> !text.isEmpty());
        return new Ending(process.exitValue(), killed.isPresent() ? Optional.empty() : never, killed);
    }

    /** Once the command's own network offers its way out. */
    private Optional<Relay> relay(Process process, Path wire) throws IOException {
        var offered = Wire.offered(wire);
        if (offered.isEmpty()) return Optional.empty();
        var relay = Relay.over(
                machine, process.pid(), offered.get(), passage.proxy().orElseThrow());
        Wire.taken(wire);
        return Optional.of(relay);
    }

    private Duration time() {
        return Duration.ofSeconds(order.profile().limits().commandSeconds());
    }

    private String timeOver() {
        return "its time is over: its profile gives a command " + time().toSeconds() + " s";
    }

    /** Nothing of it outlives it. */
    private void sweep(Kernel kernel) {
        long end = System.nanoTime() + SWEEP.toNanos();
        while (System.nanoTime() < end) {
            while (kernel.call(machine.reap(), -1, 0, WITHOUT_WAITING, 0, 0) > 0) {}
            var left = ProcessHandle.current().descendants().toList();
            if (left.isEmpty()) return;
            left.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
