package dev.bailiwick.core.session;

import java.util.Arrays;
import java.util.List;

/** Which words follow which in some texts, with at most {@value #BETWEEN} others between them. */
final class Neighbours {
    private static final int BETWEEN = 2;
    private static final int MOST_PAIRS = 60_000;

    private final long[] pairs;

    private Neighbours(long[] pairs) {
        this.pairs = pairs;
    }

    static Neighbours in(List<String> texts) {
        var pairs = new long[64];
        int count = 0;
        for (String text : texts) {
            var runs = Canonical.runs(Canonical.skeleton(text));
            for (int i = 0; i < runs.size(); i++) {
                for (int j = i + 1; j < Math.min(runs.size(), i + 2 + BETWEEN) && count < MOST_PAIRS; j++) {
                    if (count == pairs.length) pairs = Arrays.copyOf(pairs, 2 * count);
                    pairs[count++] = pair(runs.get(i), runs.get(j));
                }
            }
        }
        long[] sorted = Arrays.copyOf(pairs, count);
        Arrays.sort(sorted);
        return new Neighbours(sorted);
    }

    /** Whether each of these words follows the one before it. */
    boolean hold(List<String> runs) {
        for (int i = 0; i + 1 < runs.size(); i++) {
            if (Arrays.binarySearch(pairs, pair(runs.get(i), runs.get(i + 1))) < 0) return false;
        }
        return true;
    }

    private static long pair(String one, String other) {
        return ((long) one.hashCode() << 32) ^ (other.hashCode() & 0xffff_ffffL);
    }
}
