package dev.bailiwick.connector.ticket;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers exactly the questions it was given answers for, to who presents exactly this authorization; everybody else is refused. */
final class ScriptedVendor implements AutoCloseable {
    /** Anything but this question is answered so, as the vendor does. */
    record Refusals(String unauthorized, Answer unknown) {}

    record Answer(int status, String body) {}

    private final HttpServer server;
    private final String authorization;
    private final Refusals refusals;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    ScriptedVendor(String authorization, Refusals refusals) {
        this.authorization = authorization;
        this.refusals = refusals;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> send(exchange, answer(exchange)));
        server.start();
    }

    private Answer answer(HttpExchange exchange) {
        if (!exchange.getRequestMethod().equals("GET")) return new Answer(405, "{}");
        if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization")))
            return new Answer(401, refusals.unauthorized());
        return answers.getOrDefault(exchange.getRequestURI().toString(), refusals.unknown());
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.status() / 100 == 3) exchange.getResponseHeaders().set("Location", "/elsewhere");
        // more is promised than is sent: the answer never ends
        exchange.sendResponseHeaders(answer.status(), answer.body().endsWith("…") ? body.length + 10 : body.length);
        exchange.getResponseBody().write(body);
        if (answer.body().endsWith("…")) exchange.getResponseBody().flush();
        else exchange.close();
    }

    void answers(String question, int status, String body) {
        answers.put(question, new Answer(status, body));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
