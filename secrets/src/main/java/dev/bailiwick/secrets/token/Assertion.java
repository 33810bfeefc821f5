package dev.bailiwick.secrets.token;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Says who we are, signed with a private key (RFC 7523): the key itself never leaves this machine. */
public final class Assertion {
    private final Secret pem;

    /**
     * @param pem an RSA key, in PKCS #8 or PKCS #1
     * @throws IllegalArgumentException when it is none
     */
    public Assertion(Secret pem) {
        this.pem = pem;
        if (!key().getAlgorithm().equals("RSA")) throw new IllegalArgumentException("the private key is no RSA key");
    }

    /** These claims, signed. */
    public Secret of(JsonObject header, JsonObject claims) {
        var signed = part(Json.utf8(header)) + "." + part(Json.utf8(claims));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return new Secret(signed + "." + part(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with RSA", e);
        }
    }

    /** The header of one without more to say. */
    public static JsonObject.Builder header() {
        return JsonObject.with("alg", "RS256").and("typ", "JWT");
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private PrivateKey key() {
        return pem.reveal(text -> {
            try (var parser = new PEMParser(new StringReader(text))) {
                var converter = new JcaPEMKeyConverter();
                return switch (parser.readObject()) {
                    case PEMKeyPair pair -> converter.getKeyPair(pair).getPrivate();
                    case PrivateKeyInfo info -> converter.getPrivateKey(info);
                    case null, default -> throw new IllegalArgumentException("this is no private key in PEM");
                };
            } catch (IOException _) {
                // the cause may quote the key
                throw new IllegalArgumentException("this is no private key in PEM");
            }
        });
    }
}
