package dev.bailiwick.core.register;

/** What the register of integrations is for. */
public enum Register {
    /** It is kept; an action that no approved integration covers passes as before, and its entry says what it used. */
    RECORDED,
    /** What is not approved there is refused here. */
    REQUIRED
}
