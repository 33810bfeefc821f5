package dev.bailiwick.core.value;

/** What a piece of data is, as far as a policy cares. A target or a message may hold several. */
public enum DataClass {
    PUBLIC,
    INTERNAL,
    CONFIDENTIAL,
    PERSONAL,
    HEALTH,
    CARD,
    SECRET
}
