package dev.bailiwick.host.process;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.stop.AgentHost.Whereabouts;
import dev.bailiwick.procedure.stop.HostUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A stop, tried on a stand-in as an agent is stopped: a process with a child, and another that left its session and lost its
 * parent.
 */
public final class StopTrial {
    private static final AgentId STAND_IN = new AgentId("bailiwick-drill");
    private static final String SCRIPT = "sleep 60 & setsid sleep 60 & (setsid sleep 60 &) ; wait";
    private static final int SLEEPERS = 3;
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private StopTrial() {}

    /**
     * What came of it.
     *
     * @param wrong what was left; empty: nothing
     */
    public record Outcome(Optional<String> wrong, Duration took) {}

    /** Empty when it could not be tried here. */
    public static Optional<Outcome> tried() {
        try {
            var process = started();
            Set<Long> members = Set.of();
            try {
                members = members(process);
                return members.size() < SLEEPERS ? Optional.empty() : stopped(process, members);
            } finally {
                process.destroyForcibly();
                members.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            }
        } catch (IOException | HostUnavailable e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Process started() throws IOException {
        var builder = new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put(Mark.VARIABLE, STAND_IN.value());
        return builder.start();
    }

    /** The sleepers, once all of them are there: found by their mark, since one of them has lost its parent. */
    private static Set<Long> members(Process process) throws InterruptedException {
        var table = ProcessTable.here();
        for (int i = 0; i < 200; i++) {
            var found = table.all().stream()
                    .filter(row -> row.pid() != process.pid() && table.marked(row.id(), STAND_IN))
                    .map(Running::pid)
                    .collect(Collectors.toSet());
            if (found.size() >= SLEEPERS) return found;
            Thread.sleep(10);
        }
        return Set.of();
    }

    private static Optional<Outcome> stopped(Process process, Set<Long> members) throws InterruptedException {
        var host = new ProcessTreeHost();
        long begun = System.nanoTime();
        var stopped = host.stop(
                new Whereabouts(STAND_IN, host.identify(process.pid()), Optional.empty(), Optional.empty()), DEADLINE);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        boolean ended = process.waitFor(1, TimeUnit.SECONDS);
        var left = stopped.left();
        List<Long> spared =
                members.stream().filter(pid -> !stopped.killed().contains(pid)).toList();
        var wrong = !left.isEmpty() || !spared.isEmpty() || !ended
                ? Optional.of("of " + (members.size() + 1) + " processes these were left: " + left + spared)
                : Optional.<String>empty();
        return Optional.of(new Outcome(wrong, took));
    }
}
