package dev.bailiwick.host.confine;

/** The kernel did not do what confinement needs. The command did not start. */
public final class ConfinementFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfinementFailed(String message) {
        super(message);
    }
}
