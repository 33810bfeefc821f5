package dev.bailiwick.core.audit;

/** Roots of ranges of leaves, where a range starts at a multiple of the perfect subtree it begins with. */
final class Ranges {
    private Ranges() {}

    /** The largest power of two smaller than {@code width}: where RFC 9162 splits a tree in two. */
    static long split(long width) {
        return Long.highestOneBit(width - 1);
    }

    static TreeHash root(long start, long end, Nodes nodes) {
        long width = end - start;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return nodes.node(level, start >>> level);
        }
        long middle = start + split(width);
        return new TreeHasher().node(root(start, middle, nodes), root(middle, end, nodes));
    }
}
