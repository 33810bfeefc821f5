package dev.bailiwick.app.demo;

import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.register.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An agent without a model: asks the gate for each step of a script, over the same HTTP that OpenClaw's plugin speaks. */
public final class ScriptedAgent implements AutoCloseable {
    private static final String SESSION = "agent:main:demo";
    private static final Duration PATIENCE = Duration.ofMinutes(11);

    private final URI gate;
    private final Map<Credentials.Use, String> credentials;
    private final long pid;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread heart;
    private String nonce = "";

    public ScriptedAgent(URI gate, Map<Credentials.Use, String> credentials) {
        this(gate, credentials, ProcessHandle.current().pid());
    }

    /** @param pid the process it says it runs in */
    public ScriptedAgent(URI gate, Map<Credentials.Use, String> credentials, long pid) {
        this.gate = gate;
        this.credentials = credentials;
        this.pid = pid;
        heart = Thread.ofVirtual().name("demo-heart").unstarted(this::beat);
    }

    /** Reports the session and the message that started it, and starts its heartbeat. */
    public void start(String message) {
        report(JsonObject.with("type", "session")
                .and("session", SESSION)
                .and("phase", "started")
                .build());
        report(JsonObject.with("type", "message")
                .and("session", SESSION)
                .and("sender", "demo:you")
                .and("owner", true)
                .and("text", message)
                .build());
        heart.start();
    }

    /** Asks the gate; returns its answer as it came. Blocks while people decide. */
    public JsonObject attempt(String call, String tool, JsonObject arguments) {
        return attempt(call, tool, arguments, Optional.empty());
    }

    /** @param definition digest of what the tool says of itself */
    public JsonObject attempt(String call, String tool, JsonObject arguments, Optional<Digest> definition) {
        var origin = JsonObject.with("kind", "message")
                .and("sender", "demo:you")
                .and("owner", true)
                .build();
        var body = JsonObject.with("session", SESSION)
                .and("call", call)
                .and("tool", tool)
                .and("arguments", arguments)
                .and("origin", origin)
                .and("definition", definition.map(digest -> new JsonString(digest.hex())))
                .build();
        return post("/openclaw/v1/decide", Credentials.Use.ASK, body);
    }

    /** Says what a permitted call came to. */
    public void done(String call, String tool, String text) {
        report(JsonObject.with("type", "outcome")
                .and("session", SESSION)
                .and("call", call)
                .and("tool", tool)
                .and("ok", true)
                .and("text", text)
                .build());
    }

    private void report(JsonValue event) {
        post(
                "/openclaw/v1/report",
                Credentials.Use.REPORT,
                JsonObject.with("events", JsonArray.of(event)).build());
    }

    private void beat() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var answer = post("/openclaw/v1/heartbeat", Credentials.Use.REPORT, heartbeat());
                nonce = answer.string("nonce").orElse("");
                Thread.sleep(Duration.ofSeconds(1));
            }
        } catch (InterruptedException | Refusal e) {
            // the demo ends, and with it this heart
        }
    }

    private JsonObject heartbeat() {
        var digest = Digest.of("scripted agent").hex();
        var body = JsonObject.with("nonce", nonce)
                .and("pid", pid)
                .and("openclaw", "none: scripted")
                .and(
                        "plugin",
                        JsonObject.with("version", "demo").and("digest", digest).build())
                .and("config", JsonObject.with("digest", digest).build())
                .build();
        return body.plus("signature", new JsonString(signature(body)));
    }

    private String signature(JsonObject body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    credential(Credentials.Use.REPORT).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(CanonicalJson.bytes(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private JsonObject post(String path, Credentials.Use use, JsonObject body) {
        var request = HttpRequest.newBuilder(gate.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + credential(use))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.utf8(body)))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new Refusal("the gate answered " + answer.statusCode() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return Json.parseObject(answer.body(), JsonLimits.REQUEST);
        } catch (IOException e) {
            throw new Refusal("the gate does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted");
        }
    }

    private String credential(Credentials.Use use) {
        return java.util.Objects.requireNonNull(credentials.get(use));
    }

    @Override
    public void close() {
        heart.interrupt();
        http.shutdownNow();
    }
}
