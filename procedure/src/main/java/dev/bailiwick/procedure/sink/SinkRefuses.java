package dev.bailiwick.procedure.sink;

/** A receiver is there and says that it will not take something, however often it is sent. */
public final class SinkRefuses extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SinkRefuses(String message) {
        super(message);
    }
}
