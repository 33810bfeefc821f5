package dev.bailiwick.core.risk;

import dev.bailiwick.core.hardening.Standing;

/**
 * How one control stands.
 *
 * @param promise what is so while it holds
 * @param because what was seen, in one line
 */
public record Reading(String promise, Standing standing, String because) {
    public static Reading unknown(String promise, String why) {
        return new Reading(promise, Standing.UNKNOWN, why);
    }

    /** Holds exactly when nothing stands against it. */
    public static Reading of(String promise, String holds, java.util.Optional<String> obstacle) {
        return obstacle.map(why -> new Reading(promise, Standing.FAIL, why))
                .orElseGet(() -> new Reading(promise, Standing.PASS, holds));
    }

    public boolean holds() {
        return standing == Standing.PASS;
    }

    /** Whether it has a meaning here. */
    public boolean counts() {
        return standing != Standing.NOT_APPLICABLE;
    }

    public boolean open() {
        return standing == Standing.FAIL || standing == Standing.UNKNOWN;
    }
}
