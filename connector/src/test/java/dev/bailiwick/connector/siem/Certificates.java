package dev.bailiwick.connector.siem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An authority, a server, a client it signed and a client it did not, made with openssl. */
final class Certificates {
    private Certificates() {}

    static void make(Path folder) throws Exception {
        authority(folder, "ca");
        authority(folder, "other-ca");
        signed(folder, "server", "localhost", "ca");
        signed(folder, "client", "bailiwick", "ca");
        signed(folder, "stranger", "bailiwick", "other-ca");
    }

    private static void authority(Path folder, String name) throws Exception {
        openssl(
                folder,
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-keyout",
                name + ".key",
                "-out",
                name + ".pem");
    }

    private static void signed(Path folder, String name, String commonName, String ca) throws Exception {
        openssl(
                folder,
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=" + commonName,
                "-keyout",
                name + ".key",
                "-out",
                name + ".csr");
        Files.writeString(folder.resolve(name + ".ext"), "subjectAltName=DNS:" + commonName + ",IP:127.0.0.1\n");
        openssl(
                folder,
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                ca + ".pem",
                "-CAkey",
                ca + ".key",
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                name + ".ext",
                "-out",
                name + ".pem");
    }

    private static void openssl(Path folder, String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of("/usr/bin/openssl"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException(said);
    }
}
