package dev.bailiwick.procedure.stop;

/** The host does not show enough to say that nothing of an agent is left. What could be killed was killed. */
public final class HostUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HostUnavailable(String message) {
        super(message);
    }

    public HostUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
