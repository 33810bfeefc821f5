package dev.bailiwick.core.decision;

/** What a Permit is bound to (XACML obligations). */
public enum Obligation {
    /** List this action for the periodic review of internal writes. */
    REVIEW,
    /** Compare afterwards what was approved with what was observed. */
    POST_REVIEW
}
