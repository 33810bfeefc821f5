package dev.bailiwick.gateway.certificate;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Who signs certificates: a name and its key. What a certificate may be used for is its authority's to say. */
public final class Issuer {
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final X500Name name;
    private final KeyPair keys;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Issuer(X500Name name, KeyPair keys, InstantSource clock) {
        this.name = name;
        this.keys = keys;
        this.clock = clock;
    }

    /** New keys on P-256. */
    public static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** A certificate to be, from now on for so long; what it is for is added to it. */
    public X509v3CertificateBuilder builder(X500Name subject, PublicKey key, Duration life) {
        var now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                name, new BigInteger(128, random), Date.from(now.minus(SKEW)), Date.from(now.plus(life)), subject, key);
    }

    public X509Certificate signed(X509v3CertificateBuilder builder) {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be signed", e);
        }
    }

    /** As text (RFC 7468). */
    public static String pem(X509Certificate certificate) {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(certificate);
        } catch (IOException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        }
        return text.toString();
    }
}
