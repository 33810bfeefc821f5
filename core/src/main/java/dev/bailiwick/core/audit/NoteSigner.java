package dev.bailiwick.core.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * Signs notes with one Ed25519 key (C2SP signed-note). Ed25519 needs no chance, so the same text always gets the same
 * signature. It never prints its key.
 */
public final class NoteSigner {
    static final int ED25519_SIGNATURE = 64;

    private final VerifierKey verifier;
    private final PrivateKey key;

    /** @param verifier the public half, by which the signatures will be found */
    public NoteSigner(VerifierKey verifier, PrivateKey key) {
        this.verifier = verifier;
        this.key = key;
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /** The text with this key's signature. */
    public SignedNote sign(String text) {
        return SignedNote.unsigned(text).with(signature(text));
    }

    /** This key's signature line for a text. */
    public SignedNote.Signature signature(String text) {
        return signature(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The signature of any bytes, under this key's name: for a rotation, where two keys sign one note. */
    private SignedNote.Signature signature(byte[] message) {
        return new SignedNote.Signature(verifier.name(), verifier.id(), sign(message));
    }

    /** A cosignature (C2SP tlog-cosignature): that this is the largest consistent tree seen at that second. */
    public SignedNote.Signature cosignature(String text, long epochSecond) {
        var cosigner = verifier.as(VerifierKey.Type.COSIGNATURE);
        byte[] signature = sign(cosigned(text, epochSecond));
        byte[] stamped = ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(epochSecond)
                .put(signature)
                .array();
        return new SignedNote.Signature(cosigner.name(), cosigner.id(), stamped);
    }

    static byte[] cosigned(String text, long epochSecond) {
        return ("cosignature/v1\ntime " + epochSecond + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] sign(byte[] message) {
        try {
            var ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the log's key cannot sign", e);
        }
    }

    @Override
    public String toString() {
        return verifier.name() + " [redacted]";
    }
}
