package dev.bailiwick.host.node;

import dev.bailiwick.core.value.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The node's side of TLS: one authority, and nobody that a machine's own store would trust. */
final class Trust {
    private Trust() {}

    /** Before it joined: whoever shows the authority of this fingerprint, and a server's certificate of it. */
    static SSLContext pinned(Digest fingerprint) throws GeneralSecurityException {
        return context(null, new Pinned(fingerprint));
    }

    /** As a node: with its own certificate. */
    static SSLContext of(X509Certificate authority, X509Certificate own, KeyPair keys)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("node", keys.getPrivate(), new char[0], new X509Certificate[] {own, authority});
        var managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(store, new char[0]);
        return context(managers, manager(authority));
    }

    private static SSLContext context(@org.jspecify.annotations.Nullable KeyManagerFactory keys, TrustManager trust)
            throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLSv1.3");
        context.init(keys == null ? null : keys.getKeyManagers(), new TrustManager[] {trust}, null);
        return context;
    }

    private static X509TrustManager manager(X509Certificate authority) throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", authority);
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .flatMap(each -> each instanceof X509TrustManager manager
                            ? Optional.of(manager).stream()
                            : Optional.<X509TrustManager>empty().stream())
                    .findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("this Java has no trust manager"));
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    static X509Certificate certificate(String pem) throws CertificateException {
        var factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The authority comes with the handshake, and is known by its fingerprint. */
    private record Pinned(Digest fingerprint) implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
            for (var each : chain) {
                if (!Digest.of(each.getEncoded()).equals(fingerprint)) continue;
                try {
                    manager(each).checkServerTrusted(chain, algorithm);
                    return;
                } catch (CertificateException e) {
                    throw e;
                } catch (GeneralSecurityException e) {
                    throw new CertificateException(e);
                }
            }
            throw new CertificateException("the server is not the one that gave this token");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
            throw new CertificateException("nobody comes in here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
