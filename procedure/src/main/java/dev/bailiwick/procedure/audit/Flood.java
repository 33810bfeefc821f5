package dev.bailiwick.procedure.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a flood of like notices from filling the log: of each kind the first {@value #TOLD} of a minute are told, the others
 * counted, and the count is told with the next one. For notices only: a decision is always recorded.
 */
public final class Flood {
    static final int TOLD = 20;
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_KINDS = 1_000;

    private record Window(Instant since, int told, long untold) {
        boolean over(Instant now) {
            return !now.isBefore(since.plus(WINDOW));
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Window> windows = new HashMap<>();

    /**
     * Whether a notice of this kind is told now.
     *
     * @return how many of its kind were not told since the last that was; empty when this one is only counted
     */
    public OptionalLong admit(String kind, Instant now) {
        lock.lock();
        try {
            if (windows.size() >= MOST_KINDS) windows.values().removeIf(window -> window.over(now));
            var known = windows.size() < MOST_KINDS || windows.containsKey(kind) ? kind : "others";
            return admit(known, windows.getOrDefault(known, new Window(now, 0, 0)), now);
        } finally {
            lock.unlock();
        }
    }

    private OptionalLong admit(String kind, Window window, Instant now) {
        var current = window.over(now) ? new Window(now, 0, window.untold()) : window;
        if (current.told() >= TOLD) {
            windows.put(kind, new Window(current.since(), current.told(), current.untold() + 1));
            return OptionalLong.empty();
        }
        windows.put(kind, new Window(current.since(), current.told() + 1, 0));
        return OptionalLong.of(current.untold());
    }
}
