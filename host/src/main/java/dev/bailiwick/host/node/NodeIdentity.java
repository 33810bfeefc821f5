package dev.bailiwick.host.node;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Who this machine is: one file, readable by its own account alone, replaced whole.
 *
 * @param server where the server's listener for nodes is
 */
record NodeIdentity(URI server, KeyPair keys, X509Certificate certificate, X509Certificate authority) {
    private static final String NAME = "identity.json";

    static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** @throws CutOff when what the server answered is no identity */
    static NodeIdentity issued(URI server, KeyPair keys, JsonObject answer) {
        try {
            var fields = Fields.of(answer);
            return new NodeIdentity(
                    server,
                    keys,
                    Trust.certificate(fields.text("certificate")),
                    Trust.certificate(fields.text("authority")));
        } catch (JsonException | GeneralSecurityException e) {
            throw new CutOff("the server's answer was not understood", true);
        }
    }

    /** Empty when this machine never joined. */
    static Optional<NodeIdentity> read(Path folder) {
        var file = folder.resolve(NAME);
        if (!Files.exists(file)) return Optional.empty();
        try {
            var fields = Fields.of(Json.parseObject(Files.readAllBytes(file), JsonLimits.REQUEST));
            var factory = KeyFactory.getInstance("EC");
            var keys = new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(bytes(fields.text("public")))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(fields.text("private")))));
            return Optional.of(new NodeIdentity(
                    fields.parsed("server", URI::create),
                    keys,
                    Trust.certificate(fields.text("certificate")),
                    Trust.certificate(fields.text("authority"))));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // its message could quote the key
            throw new IllegalArgumentException(
                    "cannot read " + file + ": remove this node at the server, and join again");
        }
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    void write(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var next = folder.resolve(NAME + ".next");
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(next, Json.utf8(json()));
            Files.move(next, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | GeneralSecurityException e) {
            throw new UncheckedIOException(
                    "cannot write below " + folder, e instanceof IOException io ? io : new IOException(e));
        }
    }

    private JsonObject json() throws GeneralSecurityException {
        var base64 = Base64.getEncoder();
        return JsonObject.with("server", server.toString())
                .and("public", base64.encodeToString(keys.getPublic().getEncoded()))
                .and("private", base64.encodeToString(keys.getPrivate().getEncoded()))
                .and("certificate", pem(certificate))
                .and("authority", pem(authority))
                .build();
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    }

    SSLContext context() {
        try {
            return Trust.of(authority, certificate, keys);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("this node's certificate cannot be used: join again", e);
        }
    }

    /** When two thirds of its certificate's life are over. */
    boolean renewalDue(Instant now) {
        var from = certificate.getNotBefore().toInstant();
        var life = Duration.between(from, certificate.getNotAfter().toInstant());
        return now.isAfter(from.plus(life.multipliedBy(2).dividedBy(3)));
    }

    @Override
    public String toString() {
        return "[the identity of " + certificate.getSubjectX500Principal().getName() + "]";
    }
}
