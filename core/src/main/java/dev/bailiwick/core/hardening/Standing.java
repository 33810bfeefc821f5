package dev.bailiwick.core.hardening;

/** What became of a check. Only the first is compliant; the last does not count. */
public enum Standing {
    PASS,
    FAIL,
    /** It could not be seen. */
    UNKNOWN,
    /** It has no meaning here. */
    NOT_APPLICABLE
}
