package dev.bailiwick.gateway.egress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A service on the other side of the border: real TLS on loopback, and it remembers what reached it. */
final class ServiceDouble implements AutoCloseable {
    final List<String> seen = new CopyOnWriteArrayList<>();
    final Authority authority;
    private final SSLServerSocket listener;

    /** How often somebody connected, and what is connected now. */
    final AtomicInteger connections = new AtomicInteger();

    final AtomicInteger open = new AtomicInteger();

    /** Whether it answers more than once on a connection. */
    volatile boolean keepsOpen;

    /** From the head and body that arrived to the whole answer. */
    volatile Function<String, String> answer = seen -> ok("hello");

    /** What is said on the connection after an answer. */
    interface Talk {
        void over(InputStream in, OutputStream out) throws IOException, Refused;
    }

    volatile Talk talk = (in, out) -> {};

    ServiceDouble(Authority authority, String name) throws IOException {
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
        connections.incrementAndGet();
        open.incrementAndGet();
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more) more = answered(in, socket) && keepsOpen;
        } catch (IOException | Refused _) {
            // the other side does not trust us, or hung up
        } finally {
            open.decrementAndGet();
        }
    }

    private boolean answered(InputStream in, SSLSocket socket) throws IOException, Refused {
        Optional<Head> head = Head.read(in);
        if (head.isEmpty()) return false;
        var text = new StringBuilder(new String(head.get().bytes(), StandardCharsets.ISO_8859_1));
        if (!(head.get().framing() instanceof Head.Framing.Unsaid))
            Bodies.each(in, head.get().framing(), piece -> text.append(new String(piece, StandardCharsets.ISO_8859_1)));
        seen.add(text.toString());
        socket.getOutputStream().write(answer.apply(text.toString()).getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        talk.over(in, socket.getOutputStream());
        return true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
