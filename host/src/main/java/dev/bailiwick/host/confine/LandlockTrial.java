package dev.bailiwick.host.confine;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;

/** Whether Landlock denies here what it should: a thread of our own shuts itself in and tries to read. */
public final class LandlockTrial {
    private static final String READABLE = "/etc/passwd";
    private static final long AT_FDCWD = -100;
    private static final int NO_NEW_PRIVILEGES = 38;
    private static final long DEADLINE_MILLIS = 2000;

    private LandlockTrial() {}

    /** Empty when this kernel has no Landlock, or the numbers of its calls are not known. */
    public static Optional<Boolean> denied() {
        return Machine.here().flatMap(LandlockTrial::denied);
    }

    private static Optional<Boolean> denied(Machine machine) {
        try (var arena = Arena.ofShared()) {
            var kernel = new Kernel(arena);
            var landlock = new Landlock(kernel, machine);
            if (landlock.version() < 1) return Optional.empty();
            long rules = landlock.prepare(new Room(List.of(), List.of(), List.of(), List.of(), List.of()));
            long[] opened = new long[] {0, 0};
            long file = kernel.text(READABLE);
            opened[0] = kernel.call(machine.openat(), AT_FDCWD, file, 0, 0, 0);
            var thread = Thread.ofPlatform().daemon().start(() -> {
                kernel.must("give up new privileges", machine.prctl(), NO_NEW_PRIVILEGES, 1, 0, 0, 0);
                landlock.restrict(rules);
                opened[1] = kernel.call(machine.openat(), AT_FDCWD, file, 0, 0, 0);
            });
            thread.join(DEADLINE_MILLIS);
            return Optional.of(!thread.isAlive() && opened[0] >= 0 && opened[1] < 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
