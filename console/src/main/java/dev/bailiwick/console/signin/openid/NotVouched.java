package dev.bailiwick.console.signin.openid;

/** What came back from the provider does not count, and why. */
final class NotVouched extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotVouched(String message) {
        super(message);
    }
}
