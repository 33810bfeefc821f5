package dev.bailiwick.core.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Merkle tree of RFC 9162 section 2.1, growing leaf by leaf. It keeps only the roots of its perfect subtrees, one per
 * binary digit of its size: at most 63 hashes whatever the size. Not thread-safe.
 */
public final class MerkleTree {
    private final TreeHasher hasher = new TreeHasher();
    private final @Nullable TreeHash[] perfect = new @Nullable TreeHash[Long.SIZE];
    private long size;

    /** An empty tree. */
    public MerkleTree() {}

    /** The tree of the first {@code size} leaves, taken up from nodes that are already known. */
    public static MerkleTree of(long size, Nodes nodes) {
        var tree = new MerkleTree();
        for (int level = 0; level < Long.SIZE - 1; level++) {
            if (digit(size, level)) tree.perfect[level] = nodes.node(level, (size >>> level) - 1);
        }
        tree.size = size;
        return tree;
    }

    /** The root of the first {@code size} leaves. */
    public static TreeHash root(long size, Nodes nodes) {
        return of(size, nodes).root();
    }

    public long size() {
        return size;
    }

    public void append(TreeHash leaf) {
        var hash = leaf;
        int level = 0;
        for (var left = perfect[0]; left != null; left = perfect[level]) {
            hash = hasher.node(left, hash);
            perfect[level] = null;
            level++;
        }
        perfect[level] = hash;
        size++;
    }

    /** The root as it is now; the tree may go on growing. */
    public TreeHash root() {
        @Nullable TreeHash right = null;
        for (int level = 0; level < Long.SIZE - 1; level++) {
            var left = perfect[level];
            if (left != null) right = right == null ? left : hasher.node(left, right);
        }
        return right == null ? hasher.empty() : right;
    }

    private static boolean digit(long size, int level) {
        return ((size >>> level) & 1) == 1;
    }

    /** Every leaf kept in memory: for short trees and for tests. */
    public static final class Whole implements Nodes {
        private final List<TreeHash> leaves = new ArrayList<>();
        private final TreeHasher hasher = new TreeHasher();

        /** An empty tree. */
        public Whole() {}

        public Whole add(TreeHash leaf) {
            leaves.add(leaf);
            return this;
        }

        @Override
        public TreeHash node(int level, long index) {
            if (level == 0) return leaves.get(Math.toIntExact(index));
            return hasher.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
        }
    }
}
