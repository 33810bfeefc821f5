package dev.bailiwick.console.signin.openid;

/** The provider does not answer, or answers nothing we can use. */
final class ProviderAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProviderAway(String message) {
        super(message);
    }
}
