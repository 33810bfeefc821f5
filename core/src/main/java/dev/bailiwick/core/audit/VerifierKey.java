package dev.bailiwick.core.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The public half of a key that signs notes: what somebody who verifies has to hold. Its text is the verifier key of C2SP
 * signed-note, {@code name+id+base64}.
 */
public final class VerifierKey {
    /** What a signature by the key states; the type is part of the key's id. */
    public enum Type {
        /** An Ed25519 signature of the note's text: what a log does. */
        NOTE(0x01),
        /** A timestamped Ed25519 cosignature (C2SP tlog-cosignature): what a witness does. */
        COSIGNATURE(0x04);

        private final int code;

        Type(int code) {
            this.code = code;
        }
    }

    /** What stands before the 32 bytes in an X.509 SubjectPublicKeyInfo for Ed25519 (RFC 8410). */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int RAW = 32;

    private final String name;
    private final Type type;
    private final byte[] raw;

    private VerifierKey(String name, Type type, byte[] raw) {
        if (name.isEmpty() || name.chars().anyMatch(c -> c == '+' || c < ' ' || Character.isSpaceChar(c))) {
            throw new IllegalArgumentException("a key's name has neither spaces nor \"+\"");
        }
        if (raw.length != RAW) throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
        this.name = name;
        this.type = type;
        this.raw = raw.clone();
    }

    /** @throws IllegalArgumentException when this is no Ed25519 key */
    public static VerifierKey of(String name, Type type, PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != SPKI.length + RAW || !Arrays.equals(Arrays.copyOf(encoded, SPKI.length), SPKI)) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        return new VerifierKey(name, type, Arrays.copyOfRange(encoded, SPKI.length, encoded.length));
    }

    /** @throws IllegalArgumentException when the text is no verifier key, or its id is not that of its key */
    public static VerifierKey parse(String text) {
        int first = text.indexOf('+');
        int second = text.indexOf('+', first + 1);
        if (first < 0 || second < 0) throw new IllegalArgumentException("not a verifier key: expected name+id+key");
        byte[] typed = Base64.getDecoder().decode(text.substring(second + 1));
        if (typed.length != 1 + RAW) throw new IllegalArgumentException("not a verifier key: expected 33 bytes");
        var key = new VerifierKey(text.substring(0, first), type(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.toString().equals(text)) throw new IllegalArgumentException("not a verifier key: its id is wrong");
        return key;
    }

    private static Type type(byte code) {
        for (var type : Type.values()) {
            if (type.code == code) return type;
        }
        throw new IllegalArgumentException("not a verifier key: unknown type " + code);
    }

    public String name() {
        return name;
    }

    /** The first four bytes of SHA-256 over name, newline, type and key: it tells keys apart and proves nothing. */
    public int id() {
        var sha256 = TreeHasher.sha256();
        sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(sha256.digest(typed())).getInt();
    }

    /** The same key used for another purpose, under another id. */
    public VerifierKey as(Type other) {
        return new VerifierKey(name, other, raw);
    }

    /** Whether the note carries a signature of this key that verifies. A note with a broken one does not count as signed. */
    public boolean signed(SignedNote note) {
        boolean found = false;
        for (var signature : note.signatures()) {
            if (!signature.name().equals(name) || signature.keyId() != id()) continue;
            if (!verifies(note.text(), signature.bytes())) return false;
            found = true;
        }
        return found;
    }

    private boolean verifies(String text, byte[] signature) {
        return switch (type) {
            case NOTE -> verifiesBytes(text.getBytes(StandardCharsets.UTF_8), signature);
            case COSIGNATURE -> verifiesCosignature(text, signature);
        };
    }

    private boolean verifiesCosignature(String text, byte[] signature) {
        if (signature.length != Long.BYTES + NoteSigner.ED25519_SIGNATURE) return false;
        long seconds = ByteBuffer.wrap(signature).getLong();
        return seconds >= 0
                && verifiesBytes(
                        NoteSigner.cosigned(text, seconds),
                        Arrays.copyOfRange(signature, Long.BYTES, signature.length));
    }

    private boolean verifiesBytes(byte[] message, byte[] signature) {
        if (signature.length != NoteSigner.ED25519_SIGNATURE) return false;
        try {
            var ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(publicKey());
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // a signature that cannot even be read is no signature
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(SPKI);
        encoded.writeBytes(raw);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
    }

    private byte[] typed() {
        return ByteBuffer.allocate(1 + RAW).put((byte) type.code).put(raw).array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, Arrays.hashCode(raw));
    }

    @Override
    public String toString() {
        return name + "+" + HexFormat.of().toHexDigits(id()) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }
}
