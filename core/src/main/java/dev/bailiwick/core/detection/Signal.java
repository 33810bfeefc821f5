package dev.bailiwick.core.detection;

/** How loudly a text speaks to the agent that reads it. Only {@link #HOSTILE} may refuse by itself. */
public enum Signal {
    /** Nothing that would tell it from ordinary text. */
    NONE(0),
    /** More likely than not an attempt. */
    NOTED(1),
    /** Several independent signs. */
    SUSPICIOUS(2),
    /** No honest text looks like this. */
    HOSTILE(3);

    private final int level;

    Signal(int level) {
        this.level = level;
    }

    /** 0 to 3. */
    public int level() {
        return level;
    }

    public boolean atLeast(Signal other) {
        return level >= other.level;
    }
}
