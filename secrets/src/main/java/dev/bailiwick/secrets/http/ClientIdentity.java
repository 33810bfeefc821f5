package dev.bailiwick.secrets.http;

import dev.bailiwick.core.credential.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** With which certificate we show ourselves to a service, and whose word we take for its own. */
public final class ClientIdentity {
    private static final char[] NOBODY = {}; // the store lives in memory alone

    private ClientIdentity() {}

    /**
     * Connections made as this client.
     *
     * @param certificates in PEM, ours first
     * @param key in PEM, PKCS #8, RSA or EC
     * @param authorities in PEM; without any, those of the platform
     * @throws IllegalArgumentException when they do not belong together
     */
    public static SSLSocketFactory connections(String certificates, Secret key, Optional<String> authorities) {
        try {
            var chain = read(certificates).toArray(Certificate[]::new);
            if (chain.length == 0) throw new IllegalArgumentException("there is no certificate in PEM");
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, NOBODY);
            store.setKeyEntry("client", privateKey(key, chain[0].getPublicKey().getAlgorithm()), NOBODY, chain);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NOBODY);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), authorities.isPresent() ? trusting(authorities.get()) : null, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException _) {
            // the cause may quote the key
            throw new IllegalArgumentException("certificate and private key are no pair in PEM (PKCS #8)");
        }
    }

    private static Collection<? extends Certificate> read(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static PrivateKey privateKey(Secret pem, String algorithm) throws GeneralSecurityException {
        byte[] bytes = pem.reveal(text -> Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", "")));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }

    private static TrustManager[] trusting(String authorities) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NOBODY);
        int number = 0;
        for (var each : read(authorities)) store.setCertificateEntry("authority-" + number++, each);
        if (number == 0) throw new IllegalArgumentException("there is no authority in PEM");
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }
}
