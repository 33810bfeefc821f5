package dev.bailiwick.bench.egress;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's nginx, twice: the service itself, and a way to it that decrypts and encrypts again. */
final class Nginx implements AutoCloseable {
    static final long LARGE = 1L << 30;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Serves one small answer and one of 1 GiB. */
    static Nginx service(Path folder, Certificate certificate) throws IOException, InterruptedException {
        var home = Files.createDirectories(folder.resolve("service"));
        Files.writeString(home.resolve("answer"), "{\"answer\":\"here\"}");
        try (var large = new RandomAccessFile(home.resolve("large").toFile(), "rw")) {
            large.setLength(LARGE);
        }
        return start(home, certificate, "location / { root " + home + "; }", "");
    }

    /** TLS in, TLS out, with connections to the service that are used again. */
    static Nginx between(Path folder, Certificate certificate, Nginx service) throws IOException, InterruptedException {
        var home = Files.createDirectories(folder.resolve("between"));
        return start(
                home,
                certificate,
                """
                location / {
                  proxy_pass https://service; proxy_http_version 1.1; proxy_set_header Connection "";
                  proxy_set_header Host %1$s; proxy_ssl_server_name on; proxy_ssl_name %1$s;
                  proxy_ssl_protocols TLSv1.3; proxy_ssl_verify on; proxy_ssl_trusted_certificate %2$s; proxy_buffering on;
                  proxy_max_temp_file_size 0;
                }""".formatted(Certificate.NAME, certificate.certificate()),
                "upstream service { server 127.0.0.1:%d; keepalive 64; keepalive_requests 100000000; }"
                        .formatted(service.port()));
    }

    private static Nginx start(Path home, Certificate certificate, String location, String upstream)
            throws IOException, InterruptedException {
        int port = freePort();
        var configuration = Files.writeString(home.resolve("nginx.conf"), """
                daemon off; master_process off; pid %1$s/pid; error_log %1$s/error.log;
                events { worker_connections 1024; }
                http {
                  access_log off; keepalive_requests 100000000; default_type application/octet-stream; sendfile on;
                  client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c;
                  uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;
                  ssl_certificate %2$s; ssl_certificate_key %3$s; ssl_protocols TLSv1.3;
                  %4$s
                  server { listen 127.0.0.1:%5$d ssl; server_name %6$s; %7$s }
                }
                """.formatted(
                home, certificate.certificate(), certificate.key(), upstream, port, Certificate.NAME, location));
        var process = new ProcessBuilder("nginx", "-c", configuration.toString(), "-e", home + "/error.log")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output").toFile())
                .start();
        awaitPort(port);
        return new Nginx(process, port);
    }

    private static void awaitPort(int port) throws IOException, InterruptedException {
        for (int i = 0; i < 500; i++) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new IOException("nginx does not listen on port " + port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
