package dev.bailiwick.core.credential;

import dev.bailiwick.core.value.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be kept of a secret: HMAC-SHA256 (RFC 2104) under a key of this installation, so that whoever reads the store can
 * neither guess a short secret nor compare with another installation.
 */
public record Fingerprint(Digest value) {
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
        return pepper.reveal(key -> new Fingerprint(Hmac.of(utf8(key), utf8(text))));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return value.hex();
    }
}
