package dev.bailiwick.gateway.egress;

import dev.bailiwick.gateway.certificate.Issuer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
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

/**
 * The certificate authority of one agent's way out (RFC 5280). Its key is in memory alone and new at every start; only this
 * agent is told to trust it, it may not vouch for an address, for this machine or for another authority, and it ends after
 * ninety days whatever happens. A leaf lives for a day.
 */
public final class Authority {
    private static final Duration LIFE = Duration.ofDays(90);
    private static final Duration LEAF = Duration.ofHours(24);
    private static final int MOST_LEAVES = 500;

    private final InstantSource clock;
    private final Issuer issuer;
    private final X509Certificate certificate;
    private final Map<String, Leaf> leaves = new ConcurrentHashMap<>();

    private record Leaf(SSLContext context, Instant until) {}

    public Authority(String agent, InstantSource clock) {
        this.clock = clock;
        var name = new X500Name("CN=Bailiwick egress of " + agent + ",O=Bailiwick");
        var keys = Issuer.pair();
        this.issuer = new Issuer(name, keys, clock);
        this.certificate = root(name, keys.getPublic());
    }

    /** What the agent is told to trust. */
    public String pem() {
        return Issuer.pem(certificate);
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
        var fresh = new Leaf(minted(host), now.plus(LEAF.dividedBy(2)));
        leaves.put(host, fresh);
        return fresh.context();
    }

    private X509Certificate root(X500Name name, PublicKey key) {
        try {
            var builder = issuer.builder(name, key, LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            builder.addExtension(Extension.nameConstraints, true, constraints());
            return issuer.signed(builder);
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

    private SSLContext minted(String host) {
        try {
            var pair = Issuer.pair();
            var builder = issuer.builder(new X500Name("CN=egress"), pair.getPublic(), LEAF);
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    true,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "leaf", pair.getPrivate(), new char[0], new X509Certificate[] {issuer.signed(builder), certificate
                    });
            var managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate cannot be made", e);
        }
    }
}
