package dev.bailiwick.core.audit;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** One hash of the tree: 32 bytes that never change. Prints as base64, as checkpoints and proofs write it. */
public final class TreeHash {
    /** Bytes of a SHA-256 hash. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException when there are not exactly 32 bytes */
    public static TreeHash of(byte[] bytes) {
        if (bytes.length != LENGTH) throw new IllegalArgumentException("a tree hash has 32 bytes");
        return new TreeHash(bytes.clone());
    }

    /** @throws IllegalArgumentException when the text is not base64 of exactly 32 bytes */
    public static TreeHash parse(String base64) {
        var hash = of(Base64.getDecoder().decode(base64));
        if (!hash.toString().equals(base64)) throw new IllegalArgumentException("not the base64 of a tree hash");
        return hash;
    }

    /** Takes the array as its own: for {@link TreeHasher}, which has just made it. */
    static TreeHash owning(byte[] bytes) {
        return new TreeHash(bytes);
    }

    byte[] raw() {
        return bytes;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Writes the 32 bytes where the reader of a file or a buffer wants them. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, LENGTH);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
