package dev.bailiwick.host.openclaw;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection to an OpenClaw gateway as its operator (gateway protocol 4 over WebSocket): calls its methods and speaks to its
 * agent. Whoever holds the gateway's token can do this; Bailiwick does it to probe and to demonstrate.
 */
public final class GatewayClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(60);
    private static final List<String> SCOPES =
            List.of("operator.read", "operator.write", "operator.approvals", "operator.admin");

    /**
     * How a turn of the agent ended.
     *
     * @param state {@code final}, {@code error} or {@code aborted}
     * @param text what the agent said, or why it failed; untrusted
     */
    public record Reply(String state, String text) {}

    /** The gateway said no to a call, in its own words. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final Device device = new Device();
    private final String token;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, CompletableFuture<JsonValue>> calls = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Reply>> turns = new ConcurrentHashMap<>();
    private final CompletableFuture<JsonValue> welcome = new CompletableFuture<>();
    private final ReentrantLock sending = new ReentrantLock();
    private final WebSocket socket;

    private GatewayClient(URI gateway, String token) {
        this.token = token;
        var address = URI.create("ws://" + gateway.getAuthority());
        try {
            socket = http.newWebSocketBuilder()
                    .connectTimeout(CONNECT)
                    .buildAsync(address, new Listener())
                    .join();
        } catch (CompletionException e) {
            http.shutdownNow();
            throw new OpenClawFailure("cannot reach OpenClaw's gateway at " + gateway.getAuthority(), e);
        }
    }

    /** Connects and waits until the gateway has welcomed this device. */
    public static GatewayClient connect(URI gateway, String token) {
        var client = new GatewayClient(gateway, token);
        await(client.welcome, CONNECT, "connect");
        return client;
    }

    /**
     * Calls a method of the gateway.
     *
     * @throws Refused when the gateway says no
     * @throws OpenClawFailure when no answer came within the limit
     */
    public JsonValue call(String method, JsonObject parameters, Duration limit) {
        return await(send(method, parameters), limit, method);
    }

    /** Says something to the agent in a session; the reply comes when the turn is over. */
    public CompletableFuture<Reply> say(String session, String message, String run) {
        var reply = new CompletableFuture<Reply>();
        turns.put(run, reply);
        var parameters = JsonObject.with("sessionKey", session)
                .and("message", message)
                .and("idempotencyKey", run)
                .build();
        var _ = send("chat.send", parameters).whenComplete((_, failure) -> {
            if (failure != null) reply.completeExceptionally(failure);
        });
        return reply;
    }

    private CompletableFuture<JsonValue> send(String method, JsonObject parameters) {
        var id = "r" + numbers.incrementAndGet();
        var answer = new CompletableFuture<JsonValue>();
        calls.put(id, answer);
        var frame = JsonObject.with("type", "req")
                .and("id", id)
                .and("method", method)
                .and("params", parameters)
                .build();
        // A WebSocket takes one message at a time.
        sending.lock();
        try {
            socket.sendText(frame.text(), true).join();
        } catch (CompletionException e) {
            answer.completeExceptionally(e);
        } finally {
            sending.unlock();
        }
        return answer;
    }

    private static <T> T await(CompletableFuture<T> answer, Duration limit, String method) {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new OpenClawFailure(
                    "OpenClaw did not answer \"" + method + "\" within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refused refused) throw refused;
            throw new OpenClawFailure("the connection to OpenClaw broke during \"" + method + "\"", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OpenClawFailure("interrupted during \"" + method + "\"", e);
        }
    }

    private void received(String text, WebSocket from) {
        JsonObject frame;
        try {
            frame = Json.parseObject(text.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE.withNul());
        } catch (JsonException _) {
            return; // a frame that is no JSON answers nothing
        }
        if (frame.string("type").orElse("").equals("res")) answered(frame);
        else if (frame.string("event").orElse("").equals("connect.challenge")) introduce(frame, from);
        else if (frame.string("event").orElse("").equals("chat"))
            said(frame.object("payload").orElse(JsonObject.EMPTY));
    }

    private void answered(JsonObject frame) {
        var answer = calls.remove(frame.string("id").orElse(""));
        if (answer == null) return;
        if (frame.get("ok").map(JsonValue::text).orElse("").equals("true")) {
            answer.complete(frame.get("payload").orElse(JsonObject.EMPTY));
        } else {
            var error = frame.object("error").orElse(JsonObject.EMPTY);
            answer.completeExceptionally(new Refused(error.string("message").orElse("refused")));
        }
    }

    private void said(JsonObject event) {
        var state = event.string("state").orElse("");
        if (!List.of("final", "error", "aborted").contains(state)) return;
        var reply = turns.remove(event.string("runId").orElse(""));
        if (reply == null) return;
        var text = event.object("message").map(GatewayClient::textOf).orElse("");
        reply.complete(
                new Reply(state, text.isEmpty() ? event.string("errorMessage").orElse("") : text));
    }

    private static String textOf(JsonObject message) {
        var content = message.get("content").orElse(JsonArray.EMPTY);
        if (content instanceof JsonString(var text)) return text;
        if (!(content instanceof JsonArray parts)) return "";
        var text = new StringBuilder();
        for (var part : parts)
            if (part instanceof JsonObject object)
                text.append(object.string("text").orElse(""));
        return text.toString();
    }

    /** Answers the challenge: token, and a signature over what this device asks for (protocol 4, signature form v2). */
    private void introduce(JsonObject challenge, WebSocket to) {
        var payload = challenge.object("payload").orElse(JsonObject.EMPTY);
        var nonce = payload.string("nonce").orElse("");
        var at = payload.get("ts").map(JsonValue::text).orElse("0");
        var signed = String.join(
                "|", "v2", device.id(), "gateway-client", "ui", "operator", String.join(",", SCOPES), at, token, nonce);
        var client = JsonObject.with("id", "gateway-client")
                .and("mode", "ui")
                .and("version", "1.0.0")
                .and("platform", "linux")
                .build();
        var proof = JsonObject.with("id", device.id())
                .and("publicKey", device.publicKey())
                .and("signature", device.sign(signed))
                .and("signedAt", JsonNumber.of(Long.parseLong(at)))
                .and("nonce", nonce)
                .build();
        var parameters = JsonObject.with("minProtocol", JsonNumber.of(4))
                .and("maxProtocol", 4)
                .and("client", client)
                .and("role", "operator")
                .and("scopes", JsonArray.ofStrings(SCOPES))
                .and("caps", JsonArray.EMPTY)
                .and("auth", JsonObject.with("token", token).build())
                .and("device", proof)
                .build();
        calls.put("connect", welcome);
        var frame = JsonObject.with("type", "req")
                .and("id", "connect")
                .and("method", "connect")
                .and("params", parameters)
                .build();
        var _ = to.sendText(frame.text(), true);
    }

    private void broke(Throwable cause) {
        welcome.completeExceptionally(cause);
        calls.values().forEach(call -> call.completeExceptionally(cause));
        turns.values().forEach(turn -> turn.completeExceptionally(cause));
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    /** Puts the pieces of a frame together. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder pieces = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
            pieces.append(piece);
            if (last) {
                var text = pieces.toString();
                pieces.setLength(0);
                received(text, from);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            broke(new OpenClawFailure("OpenClaw closed the connection: " + status + " " + reason));
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            broke(failure);
        }
    }
}
