package dev.bailiwick.host.openclaw;

/**
 * One way by which an OpenClaw can act.
 *
 * @param id short, stable, for logs and tests
 * @param what what acts, in a person's words
 * @param because why it stands so: the measurement or the configuration's member
 * @param remedy what closes or gates it; empty when nothing is to be done
 */
public record Pathway(String id, String what, Standing standing, String because, String remedy) {

    /** How Bailiwick stands to a pathway. */
    public enum Standing {
        /** Every action on it is decided by Bailiwick first: measured on this version. */
        GATED,
        /** The configuration shuts it. */
        CLOSED,
        /** Actions on it reach no gate. */
        UNGATED,
        /** Nobody has measured it on this version; treat it as ungated. */
        UNMEASURED
    }

    /** Whether nothing is left to do about it. */
    public boolean safe() {
        return standing == Standing.GATED || standing == Standing.CLOSED;
    }
}
