package dev.bailiwick.app.wiring;

import dev.bailiwick.gateway.node.NodeCertificates;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;

/** The nodes' authority, kept in the folder of keys and readable by the server's account alone; made when it is first needed. */
final class KeptAuthority {
    static final String NAME = "nodes-authority.json";

    private KeptAuthority() {}

    static NodeCertificates.Kept in(Path folder, InstantSource clock) {
        var file = folder.resolve(NAME);
        try {
            if (Files.exists(file)) return read(file);
            var made = NodeCertificates.made(clock);
            write(folder, made);
            return made;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // its message could quote the key
            throw new Refusal("cannot read or make " + file
                    + ": put it back from a backup, or remove it, and let every node join again");
        }
    }

    private static NodeCertificates.Kept read(Path file) throws IOException, GeneralSecurityException {
        var fields = Fields.of(Json.parseObject(Files.readAllBytes(file), JsonLimits.REQUEST));
        var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(bytes(fields.text("certificate"))));
        var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes(fields.text("private"))));
        fields.end();
        return new NodeCertificates.Kept(new KeyPair(certificate.getPublicKey(), key), certificate);
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static void write(Path folder, NodeCertificates.Kept made) throws GeneralSecurityException {
        var base64 = Base64.getEncoder();
        var json = JsonObject.with(
                        "certificate", base64.encodeToString(made.certificate().getEncoded()))
                .and("private", base64.encodeToString(made.keys().getPrivate().getEncoded()))
                .build();
        WholeFile.write(folder, NAME, json);
    }
}
