package dev.bailiwick.bench.egress;

import com.sun.net.httpserver.HttpServer;
import dev.bailiwick.bench.http.Nginx;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** nginx, twice: the service itself, and a way to it that decrypts and encrypts again; what is sent up ends in a sink of ours. */
final class Ways {
    static final long LARGE = 1L << 30;

    private static final String STREAMED = "proxy_request_buffering off; client_max_body_size 0;";

    private Ways() {}

    /** Reads a body to its end and says so: nginx alone would answer before. */
    static HttpServer sink() throws IOException {
        var sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/", exchange -> {
            try (var body = exchange.getRequestBody()) {
                body.transferTo(OutputStream.nullOutputStream());
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        sink.start();
        return sink;
    }

    /** Serves one small answer and one of 1 GiB, and takes bodies of any length. */
    static Nginx service(Path folder, Certificate certificate, int sink) throws IOException, InterruptedException {
        var home = Files.createDirectories(folder.resolve("service"));
        Files.writeString(home.resolve("answer"), "{\"answer\":\"here\"}");
        try (var large = new RandomAccessFile(home.resolve("large").toFile(), "rw")) {
            large.setLength(LARGE);
        }
        return start(
                home,
                certificate,
                "location / { root " + home + "; } location /taken { " + STREAMED
                        + " proxy_http_version 1.1; proxy_pass http://127.0.0.1:" + sink + "; }",
                "");
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
                  proxy_max_temp_file_size 0; %3$s
                }""".formatted(Certificate.NAME, certificate.certificate(), STREAMED),
                "upstream service { server 127.0.0.1:%d; keepalive 64; keepalive_requests 100000000; }"
                        .formatted(service.port()));
    }

    private static Nginx start(Path home, Certificate certificate, String location, String upstream)
            throws IOException, InterruptedException {
        String http = """
                default_type application/octet-stream; sendfile on;
                ssl_certificate %s; ssl_certificate_key %s; ssl_protocols TLSv1.3;
                %s""".formatted(certificate.certificate(), certificate.key(), upstream);
        return Nginx.start(home, http, "ssl", "server_name " + Certificate.NAME + "; " + location);
    }
}
