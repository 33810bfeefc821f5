package dev.bailiwick.gateway.egress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A service on the other side of the border: real TLS on loopback, and it remembers what reached it. */
final class Service implements AutoCloseable {
    final List<String> seen = new CopyOnWriteArrayList<>();
    final Authority authority;
    private final SSLServerSocket listener;

    /** From the head and body that arrived to the whole answer. */
    volatile Function<String, String> answer = seen -> ok("hello");

    Service(Authority authority, String name) throws IOException {
        this.authority = authority;
        listener = (SSLServerSocket) authority
                .context(name)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = (SSLSocket) listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            Optional<Head> head = Head.read(in);
            if (head.isEmpty()) return;
            byte[] body = Bodies.whole(in, head.get().framing());
            var text = new String(head.get().bytes(), StandardCharsets.ISO_8859_1)
                    + new String(body, StandardCharsets.ISO_8859_1);
            seen.add(text);
            socket.getOutputStream().write(answer.apply(text).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException | Refused _) {
            // the other side does not trust us, or hung up
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
