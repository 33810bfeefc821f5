package dev.bailiwick.acceptance.openclaw;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Bailiwick's listener for agents, played strictly by the wire's page: what does not fit is a 400 and is remembered. Tests say what
 * it decides. Its model gateway does one thing of the real one: without an accepted heartbeat in the last three seconds no turn.
 */
final class DecisionDouble implements AutoCloseable {
    static final String ASK = "bwa_double", REPORT = "bwr_double", MODEL = "bwm_double";

    /** Decides one attempt; an empty text hangs up instead of answering. */
    interface Decider {
        String decide(JsonObject attempt) throws InterruptedException;
    }

    /** A decide request and when it came. */
    record Asked(JsonObject attempt, long nanoTime) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI model;
    private final AtomicLong entries = new AtomicLong();
    private final AtomicReference<String> nonce = new AtomicReference<>("");
    private final Duration patience;
    private final AtomicLong lastBeat;
    private final AtomicReference<Decider> decider = new AtomicReference<>(_ -> permit());
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final List<JsonObject> events = new CopyOnWriteArrayList<>();
    final List<JsonObject> beats = new CopyOnWriteArrayList<>();
    final List<String> malformed = new CopyOnWriteArrayList<>();
    final List<Long> turnsRefused = new CopyOnWriteArrayList<>();
    final ConcurrentLinkedQueue<JsonObject> notices = new ConcurrentLinkedQueue<>();

    /** @param patience without a beat for so long, enforcement is lost: the real one waits 3 s */
    DecisionDouble(URI model, Duration patience) {
        this.model = model;
        this.patience = patience;
        this.lastBeat = new AtomicLong(System.nanoTime() - patience.toNanos());
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/openclaw/v1/decide", exchange -> serve(exchange, ASK, this::decide));
        server.createContext("/openclaw/v1/report", exchange -> serve(exchange, REPORT, this::report));
        server.createContext("/openclaw/v1/heartbeat", exchange -> serve(exchange, REPORT, this::heartbeat));
        server.createContext("/model/v1", this::forward);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on decides like this. */
    void decides(Decider next) {
        decider.set(next);
    }

    String permit() {
        return JsonObject.with("answer", "permit")
                .and("entry", entries.incrementAndGet())
                .build()
                .text();
    }

    String refusal(String words) {
        var reason = JsonObject.with("code", "policy")
                .and("text", words)
                .and("next", "ask")
                .build();
        return JsonObject.with("answer", "refusal")
                .and("entry", entries.incrementAndGet())
                .and("reason", reason)
                .and("message", words)
                .build()
                .text();
    }

    boolean enforced() {
        return System.nanoTime() - lastBeat.get() < patience.toNanos();
    }

    private interface Route {
        /** The answer, or empty to hang up. */
        String answer(JsonObject body) throws InterruptedException;
    }

    private void serve(HttpExchange exchange, String credential, Route route) throws IOException {
        try (exchange) {
            if (!("Bearer " + credential).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                malformed.add("credential at " + exchange.getRequestURI());
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            var bytes = exchange.getRequestBody().readAllBytes();
            String answer;
            try {
                answer = route.answer(Json.parseObject(bytes, JsonLimits.REQUEST));
            } catch (JsonException e) {
                malformed.add(e.getMessage() + " in " + new String(bytes, StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(400, -1);
                return;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
            if (answer.isEmpty()) return; // closed without a status: a server that died
            var out = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, out.length);
            exchange.getResponseBody().write(out);
        }
    }

    private String decide(JsonObject body) throws InterruptedException {
        var fields = Fields.of(body);
        fields.text("session");
        fields.optionalText("run");
        fields.optionalText("call");
        fields.text("tool");
        fields.optionalText("kind");
        fields.object("arguments");
        var origin = fields.fields("origin");
        origin.text("kind");
        origin.optionalText("sender");
        origin.optionalFlag("owner");
        origin.optionalText("job");
        origin.end();
        fields.optionalText("definition");
        fields.end();
        asked.add(new Asked(body, System.nanoTime()));
        return decider.get().decide(body);
    }

    private String report(JsonObject body) {
        var list = Fields.of(body).list("events");
        if (list.size() > 256) malformed.add("too many events: " + list.size());
        for (var event : body.array("events")) if (event instanceof JsonObject object) events.add(object);
        return JsonObject.with("accepted", JsonNumber.of(list.size())).build().text();
    }

    private String heartbeat(JsonObject body) {
        boolean signed = hmac(CanonicalJson.text(body.minus("signature")))
                .equals(body.string("signature").orElse(""));
        boolean accepted = signed
                && nonce.get().equals(body.string("nonce").orElse("-"))
                && !nonce.get().isEmpty();
        nonce.set("n" + entries.incrementAndGet());
        beats.add(body);
        if (accepted) lastBeat.set(System.nanoTime());
        var told = new java.util.ArrayList<JsonValue>();
        for (var notice = notices.poll(); notice != null; notice = notices.poll()) told.add(notice);
        return JsonObject.with("nonce", nonce.get())
                .and("accepted", new JsonBoolean(accepted))
                .and("notices", new JsonArray(told))
                .build()
                .text();
    }

    private static String hmac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(REPORT.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!("Bearer " + MODEL).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                malformed.add("model credential");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            if (!enforced()) {
                turnsRefused.add(System.nanoTime());
                refuseTurn(exchange);
                return;
            }
            var path = exchange.getRequestURI().getPath().substring("/model/v1".length());
            var request = HttpRequest.newBuilder(URI.create(model + path))
                    .version(HttpClient.Version.HTTP_1_1)
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()))
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuseTurn(HttpExchange exchange) throws IOException {
        var error = JsonObject.with("message", "enforcement is lost (entry 1)")
                .and("type", "bailiwick")
                .build();
        var out = Json.utf8(JsonObject.with("error", error).build());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(409, out.length);
        exchange.getResponseBody().write(out);
    }

    /** The last attempt of a tool, for looking at what OpenClaw sent. */
    @Nullable
    JsonObject last(String tool) {
        JsonObject found = null;
        for (var one : asked) if (one.attempt().string("tool").orElse("").equals(tool)) found = one.attempt();
        return found;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
