package dev.bailiwick.core.guide;

/** What a permission lets its holder do, as far as a compromise cares. */
public enum Power {
    READ,
    WRITE,
    /** Say something to people in another's name. */
    SPEAK,
    MOVE_MONEY,
    /** Run code, or change what runs. */
    RUN,
    /** Give access, to others or to itself. */
    GRANT,
    /** Remove or silence what would tell of it. */
    HIDE
}
