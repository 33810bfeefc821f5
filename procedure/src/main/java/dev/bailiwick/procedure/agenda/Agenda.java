package dev.bailiwick.procedure.agenda;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Runs what is due, again and again, one task after the other. */
public final class Agenda implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor();
    private final BiConsumer<String, RuntimeException> failures;

    /** @param failures is told the task's name and what went wrong */
    public Agenda(BiConsumer<String, RuntimeException> failures) {
        this.failures = failures;
    }

    /** Runs the task now and then with this pause after each run. */
    public void every(Duration pause, String name, Runnable task) {
        var _ = turns.scheduleWithFixedDelay(() -> run(name, task), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run(String name, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            // a task that was broken off at the end has not failed
            if (!turns.isShutdown()) failures.accept(name, e);
        }
    }

    /** Lets the running task come to its end for a moment, then breaks it off: every task can be broken off anywhere. */
    @Override
    public void close() {
        turns.shutdown();
        try {
            if (!turns.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) turns.shutdownNow();
        } catch (InterruptedException e) {
            turns.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
