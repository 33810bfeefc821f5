package dev.bailiwick.gateway.model;

import dev.bailiwick.gateway.http.HttpError;
import dev.bailiwick.gateway.http.ListenerLimits;
import io.helidon.http.Status;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds the memory that prompts take while they are read and examined: the bodies in hand are at most 64 MiB together. */
final class BodyBudget {
    private static final int UNIT = 1 << 10;
    private static final int UNITS = 2 * ListenerLimits.LARGEST_BODY / UNIT;
    private static final long PATIENCE_SECONDS = 20;

    private final Semaphore units = new Semaphore(UNITS, true);

    /** Gives back what was reserved. */
    interface Reserved extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits its turn.
     *
     * @param announced the body's length, -1 when it is not known: then it counts as the largest
     * @throws HttpError 503 when there is no room in time
     */
    Reserved reserve(long announced) {
        long length = announced < 0 ? ListenerLimits.LARGEST_BODY : Math.min(announced, ListenerLimits.LARGEST_BODY);
        int wanted = (int) (length / UNIT) + 1;
        try {
            if (!units.tryAcquire(wanted, PATIENCE_SECONDS, TimeUnit.SECONDS)) throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        return () -> units.release(wanted);
    }

    private static HttpError busy() {
        return new HttpError(
                Status.SERVICE_UNAVAILABLE_503, "busy", "too many large prompts at once; try again in a minute");
    }
}
