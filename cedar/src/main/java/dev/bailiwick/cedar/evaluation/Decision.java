package dev.bailiwick.cedar.evaluation;

/** Cedar's own two answers. */
public enum Decision {
    ALLOW,
    DENY
}
