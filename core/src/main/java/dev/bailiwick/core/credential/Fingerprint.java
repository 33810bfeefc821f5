package dev.bailiwick.core.credential;

import dev.bailiwick.core.value.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be kept of a secret: HMAC-SHA256 (RFC 2104) under a key of this installation, so that whoever reads the store can
 * neither guess a short secret nor compare with another installation.
 */
public record Fingerprint(Digest value) {
    /** SHA-256's. */
    private static final int BLOCK = 64;

    /** @param pepper this installation's own key */
    public static Fingerprint of(Secret pepper, Secret secret) {
        return secret.reveal(text -> of(pepper, text));
    }

    /** The secret's fingerprint and those of everything it may be another spelling of. */
    public static Set<Fingerprint> ofSpellings(Secret pepper, Secret secret) {
        return secret.reveal(text ->
                Spellings.of(text).stream().map(each -> of(pepper, each)).collect(Collectors.toUnmodifiableSet()));
    }

    private static Fingerprint of(Secret pepper, String text) {
        return pepper.reveal(key -> new Fingerprint(hmac(utf8(key), utf8(text))));
    }

    private static Digest hmac(byte[] key, byte[] text) {
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

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return value.hex();
    }
}
