package dev.bailiwick.core.credential;

import java.time.Duration;

/** What is revoked first, because it reaches furthest; and how old its credentials may become. */
public enum Urgency {
    /** Compute, storage, identities of a cloud. */
    CLOUD(30),
    /** Money. */
    PAYMENT(30),
    /** Can delete or overwrite what nobody brings back. */
    DESTRUCTIVE(60),
    REST(90);

    private final int days;

    Urgency(int days) {
        this.days = days;
    }

    /** The longest time between two rotations. */
    public Duration longestAge() {
        return Duration.ofDays(days);
    }
}
