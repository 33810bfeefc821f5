package dev.bailiwick.secrets.testing;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;

/** A key pair made for one run of the tests, and the check that the other side of an assertion makes. */
public record Rsa(KeyPair pair) {
    public static Rsa fresh() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new Rsa(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** The claims, if our private key signed them. */
    public Optional<JsonObject> claims(String assertion) {
        var parts = assertion.split("\\.", -1);
        if (parts.length != 3) return Optional.empty();
        try {
            var check = Signature.getInstance("SHA256withRSA");
            check.initVerify(pair.getPublic());
            check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!check.verify(Base64.getUrlDecoder().decode(parts[2]))) return Optional.empty();
            return Optional.of(
                    Json.parseObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
