package dev.bailiwick.app.wiring;

/** Why Bailiwick does not do what the command line asked: one line, with the way out. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public Refusal(String message) {
        this(1, message);
    }

    /** @param exitCode 1 error, 2 usage, 3 findings, 4 denied, 5 approval pending, 6 unreachable, 7 integrity failure */
    public Refusal(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
