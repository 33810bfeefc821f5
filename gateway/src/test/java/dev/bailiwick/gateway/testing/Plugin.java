package dev.bailiwick.gateway.testing;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.register.Credentials.Use;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Beats as OpenClaw's plugin does. */
public final class Plugin {
    private final Doors doors;

    public Plugin(Doors doors) {
        this.doors = doors;
    }

    /** Beats until it is accepted. */
    public void live() {
        beat(beat("").string("nonce").orElseThrow());
    }

    public JsonObject beat(String nonce) {
        return Doors.json(
                doors.post(Use.REPORT, "/openclaw/v1/heartbeat", signed(nonce).text()));
    }

    public JsonObject signed(String nonce) {
        var body = JsonObject.with("nonce", nonce)
                .and("pid", JsonNumber.of(123))
                .and("openclaw", "2026.9.6")
                .and(
                        "plugin",
                        JsonObject.with("version", "0.1.0")
                                .and("digest", Digest.of("code").hex())
                                .build())
                .and(
                        "config",
                        JsonObject.with("digest", Digest.of("config").hex()).build())
                .build();
        return body.plus("signature", new JsonString(hmac(CanonicalJson.bytes(body))));
    }

    private String hmac(byte[] message) {
        try {
            byte[] key = String.valueOf(doors.credentials.get(Use.REPORT)).getBytes(StandardCharsets.UTF_8);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
