package dev.bailiwick.console.testing;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** An authenticator and the browser around it, in software: signs what it is asked, and lies where a test says so. */
public final class SoftAuthenticator {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final KeyPair keys = pair();
    private final byte[] id = Digest.of(keys.getPublic().toString()).bytes();
    private String origin;
    private String site = "localhost";
    private boolean verified = true;
    private int counter;

    /** @param origin where its browser says it is */
    public SoftAuthenticator(String origin) {
        this.origin = origin;
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public void movedTo(String other) {
        origin = other;
    }

    public void belongingTo(String other) {
        site = other;
    }

    public void notAskingWhoItIs() {
        verified = false;
    }

    /** As a copy that was made earlier. */
    public void countingFrom(int earlier) {
        counter = earlier;
    }

    public String id() {
        return text(id);
    }

    /** The fields of the form that registers it. */
    public Map<String, String> register(JsonObject question) {
        var fields = new HashMap<String, String>();
        fields.put("newNonce", question.string("nonce").orElseThrow());
        fields.put("attestation", text(attestation()));
        fields.put("newClient", text(client("webauthn.create", question)));
        return fields;
    }

    /** The fields of the form that brings its answer. */
    public Map<String, String> sign(JsonObject question) {
        counter++;
        byte[] said = authenticator(0, new byte[0]);
        byte[] client = client("webauthn.get", question);
        var fields = new HashMap<String, String>();
        fields.put("credential", id());
        fields.put("nonce", question.string("nonce").orElseThrow());
        fields.put("authenticator", text(said));
        fields.put("client", text(client));
        fields.put("signature", text(signed(said, Digest.of(client).bytes())));
        return fields;
    }

    private byte[] signed(byte[] said, byte[] client) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(said);
            signature.update(client);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] client(String type, JsonObject question) {
        return JsonObject.with("type", type)
                .and("challenge", question.string("challenge").orElseThrow())
                .and("origin", origin)
                .and("crossOrigin", false)
                .build()
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticator(int flags, byte[] attested) {
        int all = flags | PRESENT | (verified ? VERIFIED : 0);
        return ByteBuffer.allocate(37 + attested.length)
                .put(Digest.of(site).bytes())
                .put((byte) all)
                .putInt(counter)
                .put(attested)
                .array();
    }

    /** CBOR by hand: {"fmt": "none", "attStmt": {}, "authData": …}. */
    private byte[] attestation() {
        var said = authenticator(ATTESTED, attested());
        var out = new ByteArrayOutputStream();
        out.write(0xa3);
        words(out, "fmt");
        words(out, "none");
        words(out, "attStmt");
        out.write(0xa0);
        words(out, "authData");
        out.write(0x58);
        out.write(said.length);
        out.writeBytes(said);
        return out.toByteArray();
    }

    private static void words(ByteArrayOutputStream out, String words) {
        out.write(0x60 + words.length());
        out.writeBytes(words.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] attested() {
        var key = key();
        return ByteBuffer.allocate(18 + id.length + key.length)
                .position(16)
                .putShort((short) id.length)
                .put(id)
                .put(key)
                .array();
    }

    /** COSE: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}. */
    private byte[] key() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32});
        out.writeBytes(coordinate(point.getAffineX().toByteArray()));
        out.writeBytes(new byte[] {0x22, 0x58, 32});
        out.writeBytes(coordinate(point.getAffineY().toByteArray()));
        return out.toByteArray();
    }

    private static byte[] coordinate(byte[] number) {
        byte[] padded = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, padded, 32 - length, length);
        return padded;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
