package dev.bailiwick.core.audit;

/**
 * Where the hashes of a tree are found: in memory ({@link MerkleTree.Whole}) or in the tiles of a folder.
 */
public interface Nodes {
    /**
     * The root of one perfect subtree.
     *
     * @param level its height: it spans the leaves from {@code index << level} to {@code (index + 1) << level}, all of
     *     them in the tree
     */
    TreeHash node(int level, long index);
}
