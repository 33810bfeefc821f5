package dev.bailiwick.procedure.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * What was handed to a receiver that never says what it has: it is held to be received only after a while on a connection
 * that still stands. Until then it is sent again when the connection breaks. Nothing is kept but positions.
 */
final class Window {
    /** A receiver that is killed loses what it has in memory: so much is always sent again. */
    private static final Duration LEAST = Duration.ofSeconds(30);

    /** TCP itself notices a silent network only after many minutes. */
    private static final Duration MOST = Duration.ofMinutes(15);

    /** Under load, no more than this is sent again unless it is younger than {@link #LEAST}. */
    private static final long ENTRIES = 20_000;

    private record Sent(long end, Instant at) {}

    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private long received;

    Window(long received) {
        this.received = received;
    }

    void sent(long end, Instant at) {
        sent.add(new Sent(end, at));
    }

    /** Everything up to here was acknowledged. */
    void acknowledged(long end) {
        sent.clear();
        received = end;
    }

    /** The connection still stands: what is old enough has arrived. */
    void settle(Instant now) {
        long last = sent.isEmpty() ? received : sent.getLast().end();
        while (!sent.isEmpty() && settled(sent.getFirst(), last, now))
            received = sent.removeFirst().end();
    }

    private static boolean settled(Sent part, long last, Instant now) {
        var age = Duration.between(part.at(), now);
        return age.compareTo(MOST) >= 0 || (age.compareTo(LEAST) >= 0 && last - part.end() >= ENTRIES);
    }

    /** The connection is gone: from here on everything is sent again. */
    long broken() {
        sent.clear();
        return received;
    }

    long received() {
        return received;
    }
}
