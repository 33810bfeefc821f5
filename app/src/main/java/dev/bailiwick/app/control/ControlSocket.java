package dev.bailiwick.app.control;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on the control socket; one request and one answer per connection, each one line of JSON. */
public final class ControlSocket implements AutoCloseable {
    /** Answers a request of the account at the other end. */
    @FunctionalInterface
    public interface Answerer {
        JsonObject answer(String account, JsonObject request);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
    private static final int LINE = 1 << 20;
    /** Connections of one account at once: an agent's account that takes all of its own keeps nobody else out. */
    private static final int AT_ONCE = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerSocketChannel listener;
    private final Path path;
    private final Answerer answerer;
    private final Duration patience;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

    private ControlSocket(ServerSocketChannel listener, Path path, Answerer answerer, Duration patience) {
        this.listener = listener;
        this.path = path;
        this.answerer = answerer;
        this.patience = patience;
    }

    /** @throws IOException when the socket cannot be made, for example because its path is too long */
    public static ControlSocket open(Path path, Answerer answerer) throws IOException {
        return open(path, answerer, PATIENCE);
    }

    /** @param patience with one who asks slowly, or does not read the answer */
    static ControlSocket open(Path path, Answerer answerer, Duration patience) throws IOException {
        Files.deleteIfExists(path);
        var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(path));
            // anybody on the host may knock; who may do what is decided by the account the kernel names
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
        var socket = new ControlSocket(listener, path, answerer, patience);
        Thread.ofVirtual().name("control").start(socket::accept);
        return socket;
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                welcome(listener.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("the control socket could not take a connection: {}", e.getMessage());
            }
        }
    }

    private void welcome(SocketChannel connection) throws IOException {
        boolean taken = false;
        try {
            String account = connection
                    .getOption(ExtendedSocketOptions.SO_PEERCRED)
                    .user()
                    .getName();
            var place = places.computeIfAbsent(account, _ -> new Semaphore(AT_ONCE));
            taken = place.tryAcquire();
            if (taken) Thread.ofVirtual().start(() -> serve(connection, account, place));
        } finally {
            if (!taken) connection.close();
        }
    }

    /** What is asked may take its time, such as the stop of many agents; only the one who asks may not. */
    private void serve(SocketChannel connection, String account, Semaphore place) {
        try (connection) {
            var request = inTime(connection, () -> line(connection));
            var answer = ByteBuffer.wrap((answer(request, account).text() + "\n").getBytes(StandardCharsets.UTF_8));
            inTime(connection, () -> write(connection, answer));
        } catch (IOException e) {
            LOG.debug("a control connection ended early: {}", e.getMessage());
        } finally {
            place.release();
        }
    }

    private JsonObject answer(String request, String account) {
        try {
            return answerer.answer(account, Json.parseObject(request));
        } catch (JsonException e) {
            return error("usage", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("a control request failed", e);
            return error("internal", "the server could not do this: " + e.getMessage());
        }
    }

    @FunctionalInterface
    private interface Exchange<T> {
        T run() throws IOException;
    }

    /** Who knocks and says nothing, or does not read, must not keep a place that a freeze may need. */
    private <T> T inTime(SocketChannel connection, Exchange<T> exchange) throws IOException {
        var deadline = Thread.ofVirtual().name("control deadline").start(() -> closeLate(connection));
        try {
            return exchange.run();
        } finally {
            deadline.interrupt();
        }
    }

    private void closeLate(SocketChannel connection) {
        try {
            Thread.sleep(patience);
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("a late control connection did not close cleanly: {}", e.getMessage());
        }
    }

    private static int write(SocketChannel connection, ByteBuffer bytes) throws IOException {
        int written = 0;
        while (bytes.hasRemaining()) written += connection.write(bytes);
        return written;
    }

    private static String line(SocketChannel connection) throws IOException {
        var reader =
                new BufferedReader(new InputStreamReader(Channels.newInputStream(connection), StandardCharsets.UTF_8));
        var line = new StringBuilder();
        for (int c = reader.read(); c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() >= LINE) throw new IOException("request is longer than " + LINE);
            line.append((char) c);
        }
        return line.toString();
    }

    /** An answer that says no. */
    public static JsonObject error(String code, @org.jspecify.annotations.Nullable String text) {
        return JsonObject.with(
                        "error",
                        JsonObject.with("code", code)
                                .and("text", String.valueOf(text))
                                .build())
                .build();
    }

    @Override
    public void close() {
        try {
            listener.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("the control socket did not close cleanly: {}", e.getMessage());
        }
    }
}
