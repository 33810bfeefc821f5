package dev.bailiwick.core.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * That a tree of {@code second} leaves begins with a tree of {@code first} leaves: it only grew (RFC 9162 section 2.1.4).
 */
public record ConsistencyProof(long first, long second, List<TreeHash> path) {
    public ConsistencyProof {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException("a tree of " + first + " cannot grow into one of " + second);
        }
        path = List.copyOf(path);
    }

    public static ConsistencyProof of(long first, long second, Nodes nodes) {
        List<TreeHash> path = new ArrayList<>();
        if (first > 0 && first < second) descend(first, 0, second, true, nodes, path);
        return new ConsistencyProof(first, second, path);
    }

    /** SUBPROOF of section 2.1.4.1; {@code known} says that the old tree's root over this range needs no telling. */
    private static void descend(long first, long start, long end, boolean known, Nodes nodes, List<TreeHash> path) {
        if (first == end) {
            if (!known) path.add(Ranges.root(start, end, nodes));
            return;
        }
        long middle = start + Ranges.split(end - start);
        if (first <= middle) {
            descend(first, start, middle, known, nodes, path);
            path.add(Ranges.root(middle, end, nodes));
        } else {
            descend(first, middle, end, false, nodes, path);
            path.add(Ranges.root(start, middle, nodes));
        }
    }

    /** Whether the path joins these two roots (section 2.1.4.2). An empty tree is the beginning of every tree. */
    public boolean verifies(TreeHash firstRoot, TreeHash secondRoot) {
        if (first == 0) return path.isEmpty() && firstRoot.equals(new TreeHasher().empty());
        if (first == second) return path.isEmpty() && firstRoot.equals(secondRoot);
        List<TreeHash> hashes = new ArrayList<>(path);
        if (Long.bitCount(first) == 1) hashes.addFirst(firstRoot);
        return !hashes.isEmpty() && climb(hashes, firstRoot, secondRoot);
    }

    private boolean climb(List<TreeHash> hashes, TreeHash firstRoot, TreeHash secondRoot) {
        var hasher = new TreeHasher();
        int skipped = Long.numberOfTrailingZeros(~(first - 1));
        long here = (first - 1) >>> skipped;
        long last = (second - 1) >>> skipped;
        var old = hashes.getFirst();
        var grown = old;
        for (var hash : hashes.subList(1, hashes.size())) {
            if (last == 0) return false;
            if ((here & 1) == 1 || here == last) {
                old = hasher.node(hash, old);
                grown = hasher.node(hash, grown);
                while ((here & 1) == 0 && here != 0) {
                    here >>>= 1;
                    last >>>= 1;
                }
            } else {
                grown = hasher.node(grown, hash);
            }
            here >>>= 1;
            last >>>= 1;
        }
        return last == 0 && old.equals(firstRoot) && grown.equals(secondRoot);
    }
}
