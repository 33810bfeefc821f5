package dev.bailiwick.core.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * That one leaf stands at one place of a tree (RFC 9162 section 2.1.3).
 *
 * @param path the hashes beside the way from the leaf to the root, lowest first
 */
public record InclusionProof(long index, long size, List<TreeHash> path) {
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("entry " + index + " is not in a tree of " + size);
        }
        path = List.copyOf(path);
    }

    /** Makes the proof that the leaf at {@code index} is in the tree of the first {@code size} leaves. */
    public static InclusionProof of(long index, long size, Nodes nodes) {
        List<TreeHash> path = new ArrayList<>();
        descend(index, 0, size, nodes, path);
        return new InclusionProof(index, size, path);
    }

    /** PATH of section 2.1.3.1 over the leaves {@code [start, end)}; the nearest sibling comes first. */
    private static void descend(long index, long start, long end, Nodes nodes, List<TreeHash> path) {
        if (end - start == 1) return;
        long middle = start + Ranges.split(end - start);
        if (index < middle) {
            descend(index, start, middle, nodes, path);
            path.add(Ranges.root(middle, end, nodes));
        } else {
            descend(index, middle, end, nodes, path);
            path.add(Ranges.root(start, middle, nodes));
        }
    }

    /** Whether the path leads from this leaf to this root (section 2.1.3.2). */
    public boolean verifies(TreeHash leaf, TreeHash root) {
        var hasher = new TreeHasher();
        long here = index;
        long last = size - 1;
        var hash = leaf;
        for (var sibling : path) {
            if (last == 0) return false;
            if ((here & 1) == 1 || here == last) {
                hash = hasher.node(sibling, hash);
                while ((here & 1) == 0 && here != 0) {
                    here >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = hasher.node(hash, sibling);
            }
            here >>>= 1;
            last >>>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
