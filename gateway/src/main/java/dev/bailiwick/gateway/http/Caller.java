package dev.bailiwick.gateway.http;

import dev.bailiwick.core.value.AgentId;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The agent whose credential opened the gate, for the length of one request. */
public final class Caller {
    private final AgentId agent;
    private final String bearer;

    Caller(AgentId agent, String bearer) {
        this.agent = agent;
        this.bearer = bearer;
    }

    public AgentId agent() {
        return agent;
    }

    /** Whether the signature is the message's HMAC-SHA-256 (RFC 2104) under the presented credential, in lower-case hex. */
    public boolean signed(byte[] message, String signature) {
        byte[] expected = HexFormat.of().formatHex(hmac(message)).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] hmac(byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bearer.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return agent.toString();
    }
}
