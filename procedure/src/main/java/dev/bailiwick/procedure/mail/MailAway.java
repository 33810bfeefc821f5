package dev.bailiwick.procedure.mail;

/** The mail server did not do it, or nobody knows whether it did. The message holds no secret and nothing of a letter. */
public final class MailAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean nothingDone;

    /** @param nothingDone whether it is certain that nothing happened there */
    public MailAway(String message, boolean nothingDone) {
        super(message);
        this.nothingDone = nothingDone;
    }

    public boolean nothingDone() {
        return nothingDone;
    }
}
