package dev.bailiwick.host.openclaw;

/** OpenClaw, its installation or its configuration did not do what was asked. The message fits one line and says what to do. */
public final class OpenClawFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OpenClawFailure(String message) {
        super(message);
    }

    public OpenClawFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
