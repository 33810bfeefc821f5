package dev.bailiwick.connector.siem;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Debian's rsyslog as a receiver, with TLS and client certificates, or without; what it stores is one file. */
final class Rsyslog implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");

    final int port;
    final Path stored;
    private final Path folder;
    private final Path configuration;
    private @Nullable Process process;

    private Rsyslog(Path folder, boolean tls) throws IOException {
        this.folder = folder;
        this.port = freePort();
        this.stored = folder.resolve("stored");
        this.configuration = Files.writeString(folder.resolve("rsyslog.conf"), tls ? tls() : plain());
    }

    static boolean installed() {
        return Files.isExecutable(PROGRAM)
                && Files.exists(Path.of("/usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_gtls.so"))
                && Files.isExecutable(Path.of("/usr/bin/openssl"));
    }

    static Rsyslog tls(Path folder) throws Exception {
        Certificates.make(folder);
        return new Rsyslog(folder, true);
    }

    static Rsyslog plain(Path folder) throws Exception {
        return new Rsyslog(folder, false);
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private String tls() {
        return """
                global(workDirectory="%1$s" maxMessageSize="64k" defaultNetstreamDriver="gtls"
                       defaultNetstreamDriverCAFile="%1$s/ca.pem"
                       defaultNetstreamDriverCertFile="%1$s/server.pem"
                       defaultNetstreamDriverKeyFile="%1$s/server.key")
                module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1"
                       streamDriver.authMode="x509/name" permittedPeer=["bailiwick"])
                """.formatted(folder) + rest();
    }

    private String plain() {
        return "global(workDirectory=\"%s\" maxMessageSize=\"64k\")\nmodule(load=\"imtcp\")\n".formatted(folder)
                + rest();
    }

    private String rest() {
        return """
                input(type="imtcp" port="%d" address="127.0.0.1")
                template(name="whole" type="string" string="%%pri%% %%app-name%% %%msgid%% %%structured-data%%%%msg%%\\n")
                action(type="omfile" file="%s" template="whole" asyncWriting="on" flushInterval="1" ioBufferSize="64k")
                """.formatted(port, stored);
    }

    void start() throws Exception {
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-n",
                        "-f",
                        configuration.toString(),
                        "-i",
                        folder.resolve("pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("rsyslogd.out").toFile())
                .start();
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!listens()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("rsyslogd does not listen: " + Files.readString(folder.resolve("rsyslogd.out")));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean listens() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** kill -9. */
    void kill() throws IOException {
        var running = process;
        if (running == null) return;
        running.destroyForcibly().onExit().join();
        process = null;
        Files.deleteIfExists(folder.resolve("pid"));
    }

    List<String> lines() throws IOException {
        return Files.exists(stored) ? Files.readAllLines(stored) : List.of();
    }

    @Override
    public void close() throws IOException {
        kill();
    }
}
