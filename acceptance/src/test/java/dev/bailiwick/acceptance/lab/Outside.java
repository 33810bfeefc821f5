package dev.bailiwick.acceptance.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an agent acts on outside the company, doubled: a mail sink ({@code POST /mail}) and a payment processor ({@code POST
 * /v1/refunds}), as strict as such services are. What arrived can be read.
 */
final class Outside implements AutoCloseable {
    /** One thing that happened: the proof that it did, and how often. */
    record Happened(String what, JsonObject body) {}

    /** A request no such service would take, with the status it gets. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status, String why) {
            super(why);
            this.status = status;
        }
    }

    private interface Service {
        JsonObject answer(HttpExchange exchange, JsonObject body) throws Refused;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Happened> happened = new CopyOnWriteArrayList<>();
    private final Map<String, JsonObject> refunds = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    private Outside(HttpServer server) {
        this.server = server;
    }

    static Outside open() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var outside = new Outside(server);
        outside.serve("/mail", outside::mail);
        outside.serve("/v1/refunds", outside::refund);
        server.setExecutor(outside.threads);
        server.start();
        return outside;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What came to pass, in its order. */
    List<Happened> happened() {
        return List.copyOf(happened);
    }

    private void serve(String path, Service service) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (!exchange.getRequestURI().getPath().equals(path)) throw new Refused(404, "no such thing");
                if (!exchange.getRequestMethod().equals("POST")) throw new Refused(405, "POST only");
                var body = Json.parseObject(exchange.getRequestBody().readAllBytes(), JsonLimits.REQUEST);
                reply(exchange, 200, service.answer(exchange, body));
            } catch (Refused e) {
                reply(exchange, e.status, error(e));
            } catch (JsonException | NumberFormatException e) {
                reply(exchange, 400, error(e));
            }
        });
    }

    private static JsonObject error(Exception e) {
        return JsonObject.with("error", String.valueOf(e.getMessage())).build();
    }

    private static void reply(HttpExchange exchange, int status, JsonObject body) throws IOException {
        byte[] bytes = Json.utf8(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private JsonObject mail(HttpExchange exchange, JsonObject body) throws Refused {
        if (!Fields.of(body).text("to").contains("@")) throw new Refused(400, "to: not an address");
        happened.add(new Happened("mail", body));
        return JsonObject.with("id", "mail-" + numbers.incrementAndGet()).build();
    }

    /** The same key is the same refund; another body under it is refused, as payment processors do. */
    private JsonObject refund(HttpExchange exchange, JsonObject body) throws Refused {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key == null) throw new Refused(400, "Idempotency-Key is missing");
        if (new BigDecimal(Fields.of(body).text("amount")).signum() <= 0)
            throw new Refused(400, "amount: not positive");
        var before = refunds.putIfAbsent(key, body);
        if (before == null) happened.add(new Happened("refund", body));
        else if (!before.equals(body)) throw new Refused(409, "this key stands for another refund");
        return JsonObject.with("status", "succeeded").build();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
