package dev.bailiwick.core.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The two hashes of RFC 9162 section 2.1.1: a leaf is {@code SHA-256(0x00 || entry)}, a node is {@code SHA-256(0x01 ||
 * left || right)}. The prefix keeps a node from passing as an entry. Not thread-safe: it reuses one digest, because
 * looking one up costs as much as hashing a short entry.
 */
public final class TreeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = sha256();

    /** A hasher of one's own. */
    public TreeHasher() {}

    public TreeHash leaf(byte[] entry) {
        return leaf(entry, 0, entry.length);
    }

    public TreeHash leaf(byte[] bytes, int offset, int length) {
        sha256.update(LEAF);
        sha256.update(bytes, offset, length);
        return TreeHash.owning(sha256.digest());
    }

    public TreeHash node(TreeHash left, TreeHash right) {
        sha256.update(NODE);
        sha256.update(left.raw());
        sha256.update(right.raw());
        return TreeHash.owning(sha256.digest());
    }

    /** The root of an empty tree: the hash of nothing. */
    public TreeHash empty() {
        return TreeHash.owning(sha256.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
