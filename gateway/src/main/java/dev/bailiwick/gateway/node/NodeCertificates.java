package dev.bailiwick.gateway.node;

import dev.bailiwick.core.node.NodeId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.gateway.certificate.Issuer;
import dev.bailiwick.procedure.node.NodeAuthority;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;

/**
 * The authority of nodes and of their listener. A node's certificate says that it is a client and lives for thirty days; the
 * listener's says that it is a server, under one name that is no machine's: neither can pass for the other.
 */
public final class NodeCertificates implements NodeAuthority {
    /** What the listener is called, whatever its address. */
    public static final String SERVER = "server.bailiwick.internal";

    /** How long a node's certificate lives; it asks for the next when two thirds are over. */
    public static final Duration LIFE = Duration.ofDays(30);

    private static final Duration OWN_LIFE = Duration.ofDays(3650);
    private static final Duration SERVER_LIFE = Duration.ofDays(397);
    private static final X500Name NAME = new X500Name("CN=Bailiwick nodes,O=Bailiwick");
    private static final int STRONG_BITS = 256;

    private final Kept own;
    private final Issuer issuer;

    /** The authority itself, as it is kept between two starts. Its key never leaves the server. */
    public record Kept(KeyPair keys, X509Certificate certificate) {
        @Override
        public String toString() {
            return "[the nodes' authority]";
        }
    }

    public NodeCertificates(Kept own, InstantSource clock) {
        this.own = own;
        this.issuer = new Issuer(NAME, own.keys(), clock);
    }

    /** A new authority. */
    public static Kept made(InstantSource clock) {
        var keys = Issuer.pair();
        var issuer = new Issuer(NAME, keys, clock);
        try {
            var builder = issuer.builder(NAME, keys.getPublic(), OWN_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            return new Kept(keys, issuer.signed(builder));
        } catch (CertIOException e) {
            throw new IllegalStateException("a certificate cannot be made", e);
        }
    }

    @Override
    public Issued issue(NodeId node, byte[] key) {
        var certificate = leaf(new X500Name("CN=" + node), key(key), KeyPurposeId.id_kp_clientAuth, LIFE);
        return new Issued(digest(certificate), Issuer.pem(certificate), Issuer.pem(own.certificate()));
    }

    @Override
    public Digest fingerprint() {
        return digest(own.certificate());
    }

    /** By which a certificate is known: SHA-256 of all of it. */
    public static Digest digest(java.security.cert.Certificate certificate) {
        try {
            return Digest.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("not a certificate", e);
        }
    }

    /** Elliptic curves alone: one algorithm less to be weak. */
    private static PublicKey key(byte[] encoded) {
        try {
            var key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            if (key.getParams().getOrder().bitLength() < STRONG_BITS)
                throw new IllegalArgumentException("the key is too weak: use P-256");
            return key;
        } catch (GeneralSecurityException | ClassCastException e) {
            throw new IllegalArgumentException("not a public key on an elliptic curve", e);
        }
    }

    /** The listener's side of TLS: it shows a fresh certificate, and trusts its own authority alone. */
    public SSLContext context() {
        try {
            var keys = Issuer.pair();
            var certificate =
                    leaf(new X500Name("CN=" + SERVER), keys.getPublic(), KeyPurposeId.id_kp_serverAuth, SERVER_LIFE);
            var shown = KeyStore.getInstance("PKCS12");
            shown.load(null, null);
            shown.setKeyEntry(
                    "server", keys.getPrivate(), new char[0], new X509Certificate[] {certificate, own.certificate()});
            var managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(shown, new char[0]);
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", own.certificate());
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate cannot be made", e);
        }
    }

    private X509Certificate leaf(X500Name name, PublicKey key, KeyPurposeId purpose, Duration life) {
        try {
            var builder = issuer.builder(name, key, life);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
            if (purpose.equals(KeyPurposeId.id_kp_serverAuth))
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, SERVER)));
            return issuer.signed(builder);
        } catch (CertIOException e) {
            throw new IllegalStateException("a certificate cannot be made", e);
        }
    }
}
