package dev.bailiwick.core.credential;

import dev.bailiwick.core.value.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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
        return pepper.reveal(key -> new Fingerprint(new Digest(HexFormat.of().formatHex(hmac(key, text)))));
    }

    private static byte[] hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return value.hex();
    }
}
