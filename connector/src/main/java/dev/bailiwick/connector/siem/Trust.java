package dev.bailiwick.connector.siem;

import dev.bailiwick.core.register.SinkSettings.TrustFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom a sink trusts and how it shows itself, from PEM files. */
public final class Trust {
    private static final char[] NO_PASSWORD = new char[0];

    private Trust() {}

    /** @throws IllegalArgumentException when a file is missing or is not what it should be; the message names it */
    public static SSLContext context(TrustFiles files) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys(files), trusted(files.ca()), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the certificates of a sink cannot be used: " + e.getMessage(), e);
        }
    }

    private static TrustManager @Nullable [] trusted(Optional<String> ca) throws GeneralSecurityException, IOException {
        if (ca.isEmpty()) return null;
        var store = empty();
        int number = 0;
        for (var certificate : certificates(ca.get())) store.setCertificateEntry("ca-" + number++, certificate);
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(TrustFiles files) throws GeneralSecurityException, IOException {
        if (files.certificate().isEmpty() || files.key().isEmpty()) return null;
        var chain = certificates(files.certificate().get()).toArray(Certificate[]::new);
        var store = empty();
        store.setKeyEntry("own", key(files.key().get()), NO_PASSWORD, chain);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(String file)
            throws GeneralSecurityException, IOException {
        var bytes = new ByteArrayInputStream(Files.readAllBytes(Path.of(file)));
        return CertificateFactory.getInstance("X.509").generateCertificates(bytes);
    }

    private static PrivateKey key(String file) throws GeneralSecurityException, IOException {
        String pem = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.US_ASCII);
        String text = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        byte[] encoded = Base64.getDecoder().decode(text);
        try {
            return key(encoded);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static PrivateKey key(byte[] encoded) throws GeneralSecurityException {
        for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (java.security.spec.InvalidKeySpecException _) {
                // perhaps the next
            }
        }
        throw new GeneralSecurityException("a key is PKCS 8 in PEM: RSA, EC or Ed25519");
    }
}
