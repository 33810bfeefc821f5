package dev.bailiwick.secrets.root;

import dev.bailiwick.core.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key from which other keys follow, each for one purpose and one lease. Who holds one of those learns no other. */
public final class RootKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final Secret root;

    /** @param root at least 32 bytes that nobody can guess, as text */
    public RootKey(Secret root) {
        if (root.reveal(String::length) < 43)
            throw new IllegalArgumentException("a root key has 256 bits: 43 letters of Base64 or more");
        this.root = root;
    }

    /** A fresh one, as text to be sealed. */
    public static Secret fresh() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** 32 bytes for this purpose and this lease. */
    public byte[] bytes(String purpose, String lease) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(root.reveal(RootKey::utf8), ALGORITHM));
            return mac.doFinal(utf8("bailiwick " + purpose + " " + lease));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The same as text without spaces. */
    public String text(String purpose, String lease) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(purpose, lease));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
