package dev.bailiwick.cedar;

/** Where things go in tables with open addressing, a power of two wide and at most half full. */
final class Tables {
    private Tables() {}

    /** The first slot to look at; spreads the upper bits down, since the lower ones of strings are much alike. */
    static int slot(int hash, int width) {
        return (hash ^ hash >>> 16) & (width - 1);
    }
}
