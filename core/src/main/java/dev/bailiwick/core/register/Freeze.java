package dev.bailiwick.core.register;

import java.time.Instant;

/** A standing order that nothing passes. */
public record Freeze(String reason, String by, Instant at) {
    public Freeze {
        if (reason.isBlank()) throw new IllegalArgumentException("a freeze needs a reason");
    }
}
