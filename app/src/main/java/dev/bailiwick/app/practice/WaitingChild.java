package dev.bailiwick.app.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The process of a practice agent: it waits for five minutes, and the lever is to end it sooner. */
record WaitingChild(Process process) implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(5);

    static WaitingChild start() {
        try {
            return new WaitingChild(new ProcessBuilder("sleep", Long.toString(LONG.toSeconds())).start());
        } catch (IOException e) {
            throw new UncheckedIOException("no child can be started to practise with", e);
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
