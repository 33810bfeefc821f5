package dev.bailiwick.procedure.audit;

/** The log cannot take or give entries. Whoever meets this refuses. */
public final class AuditUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AuditUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public AuditUnavailable(String message) {
        super(message);
    }
}
