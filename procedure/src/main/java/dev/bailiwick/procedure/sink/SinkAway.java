package dev.bailiwick.procedure.sink;

/** A receiver cannot be reached, or does not answer as it should. */
public final class SinkAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SinkAway(String message, Throwable cause) {
        super(message, cause);
    }

    public SinkAway(String message) {
        super(message);
    }
}
