package dev.bailiwick.procedure.register;

/** The register's file cannot be read, so nobody can say how far anything reaches. The message names file, line and column. */
public final class RegisterUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RegisterUnreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
