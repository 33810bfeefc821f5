package dev.bailiwick.core.register.automation;

/** What becomes of an act outside the scope. */
public enum Outside {
    REFUSE,
    /** Business may approve exactly this act. */
    ASK
}
