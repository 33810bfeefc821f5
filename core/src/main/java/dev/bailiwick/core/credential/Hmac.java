package dev.bailiwick.core.credential;

import dev.bailiwick.core.value.Digest;
import java.util.Arrays;

/** HMAC-SHA256 (RFC 2104). */
final class Hmac {
    /** SHA-256's. */
    private static final int BLOCK = 64;

    private Hmac() {}

    static Digest of(byte[] key, byte[] text) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? Digest.of(key).bytes() : key, BLOCK);
        return Digest.of(joined(
                masked(block, 0x5c),
                Digest.of(joined(masked(block, 0x36), text)).bytes()));
    }

    private static byte[] masked(byte[] block, int mask) {
        byte[] masked = block.clone();
        for (int i = 0; i < masked.length; i++) masked[i] ^= (byte) mask;
        return masked;
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return joined;
    }
}
