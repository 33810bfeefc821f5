package dev.bailiwick.acceptance.lab;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Runs like any clock, and can be put forward or back. */
final class LabClock implements InstantSource {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    /** @param by negative puts it back */
    void advance(Duration by) {
        ahead.updateAndGet(before -> before.plus(by));
    }
}
