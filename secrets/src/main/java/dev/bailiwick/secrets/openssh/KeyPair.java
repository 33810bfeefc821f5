package dev.bailiwick.secrets.openssh;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An Ed25519 key (RFC 8032, RFC 8709) that follows from 32 bytes. Its text (PROTOCOL.key) is the same each time. */
final class KeyPair {
    static final String TYPE = "ssh-ed25519";

    private static final int BLOCK = 8;

    private final Ed25519PrivateKeyParameters key;

    KeyPair(byte[] seed) {
        key = new Ed25519PrivateKeyParameters(seed);
    }

    byte[] point() {
        return key.generatePublicKey().getEncoded();
    }

    byte[] publicBlob() {
        return new Wire().string(TYPE).string(point()).bytes();
    }

    String publicLine() {
        return TYPE + " " + Base64.getEncoder().encodeToString(publicBlob());
    }

    byte[] sign(byte[] message) {
        var signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return new Wire().string(TYPE).string(signer.generateSignature()).bytes();
    }

    /** As {@code ssh} reads it from a file. */
    String privateText() {
        byte[] line = "\n".getBytes(StandardCharsets.US_ASCII);
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(70, line).encodeToString(encoded())
                + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    private byte[] encoded() {
        return new Wire()
                .raw("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII))
                .string("none")
                .string("none")
                .string("")
                .number(1)
                .string(publicBlob())
                .string(padded())
                .bytes();
    }

    /** The two check numbers only have to agree. */
    private byte[] padded() {
        var inner = new Wire()
                .number(0)
                .number(0)
                .string(TYPE)
                .string(point())
                .string(new Wire().raw(key.getEncoded()).raw(point()).bytes())
                .string("");
        for (int i = 1; inner.bytes().length % BLOCK != 0; i++) inner.one(i);
        return inner.bytes();
    }
}
