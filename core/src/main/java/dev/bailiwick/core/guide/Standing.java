package dev.bailiwick.core.guide;

/** What we advise about a scope. */
public enum Standing {
    /** Enough for most agents; what a request is pre-filled with. */
    MINIMAL,
    /** For an agent that shows why. */
    JUSTIFIED,
    /** More than an agent's work needs in nearly every case. */
    AVOID,
    /** Never for an agent. */
    FORBID
}
