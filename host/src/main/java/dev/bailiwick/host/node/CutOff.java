package dev.bailiwick.host.node;

/** The server does not answer this machine, or will not have it. */
public final class CutOff extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean refused;

    CutOff(String message, boolean refused) {
        super(message);
        this.refused = refused;
    }

    /** Whether the server answered, and said no. */
    public boolean refused() {
        return refused;
    }
}
