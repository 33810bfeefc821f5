package dev.bailiwick.core.incident;

/** What one step came to. */
public enum Outcome {
    DONE,
    /** No machine can do it here: a person is told what to do, and says when it is done. */
    BY_HAND,
    /** It was not done, or nobody could say that it was. */
    FAILED,
    /** Its deadline passed. What it began may still come to an end, and says so then. */
    TOO_LATE;

    /** Whether a machine has nothing left to do. */
    public boolean settled() {
        return this == DONE || this == BY_HAND;
    }
}
