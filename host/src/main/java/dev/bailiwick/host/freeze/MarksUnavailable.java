package dev.bailiwick.host.freeze;

/** A freeze mark cannot be written or removed. The message is one line and says what to do next. */
public final class MarksUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MarksUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
