package dev.bailiwick.gateway.egress;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate authority of one agent's way out (RFC 5280). Its key is in memory alone and new at every start; only this
 * agent is told to trust it, it may not vouch for an address, for this machine or for another authority, and it ends after
 * ninety days whatever happens. A leaf lives for a day.
 */
public final class Authority {
    private static final Duration LIFE = Duration.ofDays(90);
    private static final Duration LEAF = Duration.ofHours(24);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final int MOST_LEAVES = 500;

    private final KeyPair keys = pair();
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;
    private final X500Name name;
    private final X509Certificate certificate;
    private final Map<String, Leaf> leaves = new ConcurrentHashMap<>();

    private record Leaf(SSLContext context, Instant until) {}

    public Authority(String agent, InstantSource clock) {
        this.clock = clock;
        this.name = new X500Name("CN=Bailiwick egress of " + agent + ",O=Bailiwick");
        this.certificate = root();
    }

    /** What the agent is told to trust. */
    public String pem() {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(certificate);
        } catch (IOException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        }
        return text.toString();
    }

    /** SHA-256 of its public key, in Base64: how a browser is told to trust it for one run. */
    public String spki() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder()
                    .encodeToString(sha.digest(certificate.getPublicKey().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A server's side of TLS under this name. */
    SSLContext context(String host) {
        var now = clock.instant();
        var leaf = leaves.get(host);
        if (leaf != null && now.isBefore(leaf.until())) return leaf.context();
        if (leaves.size() >= MOST_LEAVES) leaves.clear();
        var fresh = new Leaf(minted(host, now), now.plus(LEAF.dividedBy(2)));
        leaves.put(host, fresh);
        return fresh.context();
    }

    private X509Certificate root() {
        var now = clock.instant();
        try {
            var builder = builder(name, now.plus(LIFE), keys);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            builder.addExtension(Extension.nameConstraints, true, constraints());
            return signed(builder);
        } catch (CertIOException e) {
            throw new IllegalStateException("a certificate cannot be made", e);
        }
    }

    private static NameConstraints constraints() {
        return new NameConstraints(null, new GeneralSubtree[] {
            everyAddress(4), everyAddress(16), new GeneralSubtree(new GeneralName(GeneralName.dNSName, "localhost"))
        });
    }

    /** An address of zeros and a mask of zeros (RFC 5280, 4.2.1.10). */
    private static GeneralSubtree everyAddress(int bytes) {
        return new GeneralSubtree(new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[2 * bytes])));
    }

    private SSLContext minted(String host, Instant now) {
        try {
            var pair = pair();
            var builder = builder(new X500Name("CN=egress"), now.plus(LEAF), pair);
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    true,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "leaf", pair.getPrivate(), new char[0], new X509Certificate[] {signed(builder), certificate});
            var managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate cannot be made", e);
        }
    }

    private X509v3CertificateBuilder builder(X500Name subject, Instant until, KeyPair pair) {
        return new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(128, random),
                Date.from(clock.instant().minus(SKEW)),
                Date.from(until),
                subject,
                pair.getPublic());
    }

    private X509Certificate signed(X509v3CertificateBuilder builder) {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be signed", e);
        }
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }
}
