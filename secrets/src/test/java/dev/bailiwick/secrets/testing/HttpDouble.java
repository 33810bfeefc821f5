package dev.bailiwick.secrets.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A service played on loopback, strictly: what it does not know it refuses. Each of its kinds is written from the vendor's public
 * description and fails in the vendor's ways; none is a proof about the vendor.
 */
public abstract class HttpDouble implements AutoCloseable {
    /** What goes wrong, at any service. */
    public enum Mood {
        WELL,
        /** 429 with Retry-After, once. */
        BUSY_ONCE,
        /** 429, always, and for long. */
        BUSY,
        /** 503, always. */
        AWAY,
        /** Does what it is asked and hangs up before it answers. */
        LOSES_ITS_ANSWER
    }

    private final HttpServer server;
    private final List<String> addresses = new CopyOnWriteArrayList<>();
    public volatile Mood mood = Mood.WELL;

    @SuppressWarnings("this-escape") // nobody asks before a test knows the address
    protected HttpDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    public final URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was asked for, as a log would show it. */
    public final List<String> addresses() {
        return List.copyOf(addresses);
    }

    /** One question. */
    protected record Call(String method, String path, String query, Headers headers, String body) {
        public String what() {
            return method + " " + path;
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.getFirst(name));
        }

        /** @throws JsonException when it is none */
        public JsonObject json() {
            return body.isEmpty() ? JsonObject.EMPTY : Json.parseObject(body);
        }

        public Map<String, String> form() {
            return pairs(body);
        }

        public static Map<String, String> pairs(String text) {
            var fields = new TreeMap<String, String>();
            for (var pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals < 1) continue;
                fields.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
            return fields;
        }
    }

    /** What it answers. */
    protected record Reply(int status, String body) {
        public static Reply of(int status) {
            return new Reply(status, "");
        }

        public static Reply text(int status, String body) {
            return new Reply(status, body);
        }

        public static Reply of(int status, JsonObject.Builder body) {
            return new Reply(status, body.build().text());
        }
    }

    /** @throws JsonException when the question is not well-formed: it is refused with 400 */
    protected abstract Reply reply(Call call);

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            addresses.add(exchange.getRequestURI().toString());
            var call = new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var reply = inThisMood(exchange, call);
            if (mood == Mood.LOSES_ITS_ANSWER) return;
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply inThisMood(HttpExchange exchange, Call call) {
        if (mood == Mood.AWAY) return Reply.of(503);
        if (mood == Mood.BUSY || mood == Mood.BUSY_ONCE) {
            exchange.getResponseHeaders().add("Retry-After", mood == Mood.BUSY ? "60" : "0");
            if (mood == Mood.BUSY_ONCE) mood = Mood.WELL;
            return Reply.of(429);
        }
        try {
            return reply(call);
        } catch (JsonException _) {
            return Reply.of(400);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
