package dev.bailiwick.procedure.enforcement;

import java.time.Duration;
import java.time.Instant;

/**
 * How often something happened lately: counts in sixty places of equal length, the running one included. A clock that goes
 * back loses nothing.
 */
final class Lately {
    private static final int PLACES = 60;

    private final long seconds;
    private final long[] counts = new long[PLACES];
    private final long[] places = new long[PLACES];

    private Lately(long seconds) {
        this.seconds = seconds;
    }

    /** The last sixty minutes. */
    static Lately hour() {
        return new Lately(60);
    }

    /** The last sixty seconds. */
    static Lately minute() {
        return new Lately(1);
    }

    void count(Instant at) {
        long place = place(at);
        int slot = Math.floorMod(place, PLACES);
        if (places[slot] != place) counts[slot] = 0;
        places[slot] = place;
        counts[slot]++;
    }

    long within(Instant now) {
        long place = place(now);
        long sum = 0;
        for (int i = 0; i < PLACES; i++) {
            if (Math.abs(place - places[i]) < PLACES) sum += counts[i];
        }
        return sum;
    }

    /** When the first of what is counted now is counted no more. */
    Instant frees(Instant now) {
        long place = place(now);
        long first = place;
        for (int i = 0; i < PLACES; i++) {
            if (counts[i] > 0 && Math.abs(place - places[i]) < PLACES) first = Math.min(first, places[i]);
        }
        return Instant.EPOCH.plus(Duration.ofSeconds((first + PLACES) * seconds));
    }

    private long place(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), seconds);
    }
}
