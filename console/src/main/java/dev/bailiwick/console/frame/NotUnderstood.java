package dev.bailiwick.console.frame;

/** A request whose own words make no sense; the frame answers it with status 400 and this message. */
public final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public NotUnderstood(String message) {
        this(400, message);
    }

    NotUnderstood(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
