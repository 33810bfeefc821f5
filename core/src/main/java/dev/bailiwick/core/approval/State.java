package dev.bailiwick.core.approval;

/** Where a task stands. The first line still waits for somebody; the second opened nothing; the third is one execution. */
public enum State {
    PENDING,
    APPROVED,

    DENIED,
    EXPIRED,
    WITHDRAWN,
    /** Somebody who had said yes may not say it any more. */
    REVOKED,

    /** Bound to one execution that has not reported yet. */
    CLAIMED,
    EXECUTED,
    FAILED,
    /** Claimed, and never heard of again: no machine repeats it, a person looks. */
    UNKNOWN;

    public boolean open() {
        return this == PENDING || this == APPROVED;
    }
}
