package dev.bailiwick.core.register;

/** The ladder an agent climbs. Each step needs more and protects more. */
public enum Step {
    /** Everything is refused. */
    DRAFT,
    /** Nothing is stopped but by a freeze; what would have been is recorded. Ends after 14 days. */
    OBSERVE,
    /** T1 and T2 pass, the agent's operator may approve T3 alone, T4 is refused. */
    PILOT,
    /** Full separation: requester and operator never approve, T4 with a verified ticket. */
    PRODUCTION
}
