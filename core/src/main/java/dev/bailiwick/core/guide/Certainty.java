package dev.bailiwick.core.guide;

/** How sure a fact is. A vendor may change any of them tomorrow; none is a promise of theirs. */
public enum Certainty {
    /** We ran it and saw it. */
    MEASURED,
    /** Read in the vendor's own text or in the source of a client. */
    SOURCE,
    /** Commonly known, not looked up again: check it before you rely on it. */
    KNOWN
}
