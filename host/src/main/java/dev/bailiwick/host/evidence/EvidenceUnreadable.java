package dev.bailiwick.host.evidence;

/** A folder or a bundle cannot be read or written. */
public final class EvidenceUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EvidenceUnreadable(String message) {
        super(message);
    }

    public EvidenceUnreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
