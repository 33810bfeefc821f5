package dev.bailiwick.core.credential;

/** How a credential can end before its time. A table of them is sorted by this, and never says more than is true. */
public enum RevocationClass {
    /** Dead when the backend answers, and a probe proves it. */
    INSTANT,
    /** Dead some minutes later; until a probe proves it, it counts as alive. */
    DELAYED,
    /** Nobody can end it but its own expiry; the closed border is what stops it. */
    EXPIRY_ONLY,
    /** Only a person can end it, where it was made. */
    HUMAN_ONLY
}
