package dev.bailiwick.secrets.token;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.secrets.root.RootKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a token into the reference of its lease, under a key of that lease alone (AES-256-GCM). Such a server ends a token only
 * for who shows it: without this nobody could end one after a crash.
 */
public final class TokenSeal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final RootKey root;
    private final SecureRandom random = new SecureRandom();

    public TokenSeal(RootKey root) {
        this.root = root;
    }

    /** The reference that stands for it. */
    public String reference(Lease lease, Kept kept) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, lease, nonce).doFinal(text(kept).getBytes(StandardCharsets.UTF_8));
            var whole = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private static String text(Kept kept) {
        return kept.token().reveal(token -> kept.ends().getEpochSecond() + (kept.seenAlive() ? "+" : "-") + token);
    }

    /** Empty when its answer was lost, or when it is no reference of ours. */
    public Optional<Kept> kept(Lease lease) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(lease.reference());
            if (whole.length <= NONCE) return Optional.empty();
            var nonce = java.util.Arrays.copyOf(whole, NONCE);
            byte[] text = cipher(Cipher.DECRYPT_MODE, lease, nonce).doFinal(whole, NONCE, whole.length - NONCE);
            return Optional.of(read(new String(text, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Kept read(String text) {
        int mark = 0;
        while (Character.isDigit(text.charAt(mark))) mark++;
        return new Kept(
                new Secret(text.substring(mark + 1)),
                Instant.ofEpochSecond(Long.parseLong(text.substring(0, mark))),
                text.charAt(mark) == '+');
    }

    private Cipher cipher(int mode, Lease lease, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        var key = new SecretKeySpec(root.bytes("token", lease.id()), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
