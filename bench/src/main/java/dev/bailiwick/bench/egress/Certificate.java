package dev.bailiwick.bench.egress;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The measured service's certificate, which openssl makes, and what a client needs to trust it or the agent's authority. */
record Certificate(Path certificate, Path key) {
    static final String NAME = "api.bench.example";
    static final String PASSWORD = "measured";

    static Certificate made(Path folder) throws IOException, InterruptedException {
        var made = new Certificate(folder.resolve("service.pem"), folder.resolve("service.key"));
        var openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + NAME,
                        "-addext",
                        "subjectAltName=DNS:" + NAME,
                        "-keyout",
                        made.key().toString(),
                        "-out",
                        made.certificate().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        if (openssl.waitFor() != 0) throw new IOException("openssl made no certificate: see openssl.log in " + folder);
        return made;
    }

    /** A file of the kind that {@code javax.net.ssl.trustStore} names. */
    static Path trusting(Path certificate, Path file) throws IOException, GeneralSecurityException {
        try (var out = Files.newOutputStream(file)) {
            store(certificate).store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    static SSLContext context(Path certificate) throws IOException, GeneralSecurityException {
        var managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(store(certificate));
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(Path certificate) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        return store;
    }
}
