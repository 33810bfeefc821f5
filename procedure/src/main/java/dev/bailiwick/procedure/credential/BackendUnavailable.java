package dev.bailiwick.procedure.credential;

/** A backend did not do what it was asked, or nobody knows whether it did. The message holds no secret. */
public class BackendUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BackendUnavailable(String message) {
        super(message);
    }

    public BackendUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
