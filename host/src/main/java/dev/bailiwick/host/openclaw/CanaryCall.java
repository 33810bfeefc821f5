package dev.bailiwick.host.openclaw;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Makes OpenClaw attempt one tool call that Bailiwick must refuse, without a model and without an effect: {@code web_fetch} of a name
 * under {@code .invalid}, which never resolves (RFC 2606). Proves from outside that the gate stands in the way of calls.
 */
public final class CanaryCall {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** What came back. Only {@link #REFUSED} says that enforcement stands. */
    public enum Result {
        /** OpenClaw answered with a refusal by a gate. */
        REFUSED,
        /** OpenClaw tried to do it: no gate stood in the way. */
        RAN,
        /** OpenClaw does not offer the tool over this interface, so nothing was learned. */
        NOT_OFFERED,
        /** No usable answer: the gateway is away, its token has changed, or it speaks another language. */
        UNREACHABLE
    }

    /**
     * One answer.
     *
     * @param said the refusal's or the error's own words; untrusted
     */
    public record Answer(Result result, String said) {}

    private final String session;
    private final URI gateway;
    private final Supplier<String> token;
    private final HttpClient client;

    /**
     * A canary of OpenClaw's agent {@code main}.
     *
     * @param token asked at each call, so that none is kept here
     */
    public CanaryCall(URI gateway, Supplier<String> token, HttpClient client) {
        this(gateway, token, client, "main");
    }

    /** @param agent the agent's id in OpenClaw's configuration: where several are configured, none is meant by itself */
    public CanaryCall(URI gateway, Supplier<String> token, HttpClient client, String agent) {
        this.session = "agent:" + agent + ":bailiwick-canary";
        this.gateway = gateway;
        this.token = token;
        this.client = client;
    }

    /** Attempts the canary. The decide request carries {@code bailiwick-canary-<nonce>} in its arguments. */
    public Answer fire(String nonce) {
        return attempt(
                "web_fetch",
                JsonObject.with("url", "https://" + marker(nonce) + ".invalid/").build());
    }

    /** What a canary's arguments contain: Bailiwick refuses every call that carries it. */
    public static String marker(String nonce) {
        return "bailiwick-canary-" + nonce;
    }

    /** Attempts any tool that the gateway offers over HTTP. */
    Answer attempt(String tool, JsonObject arguments) {
        var body = JsonObject.with("tool", tool)
                .and("args", arguments)
                .and("sessionKey", session)
                .build();
        var request = HttpRequest.newBuilder(gateway.resolve("/tools/invoke"))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token.get())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.text()))
                .build();
        try {
            return read(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return new Answer(Result.UNREACHABLE, String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer(Result.UNREACHABLE, "interrupted");
        }
    }

    private static Answer read(HttpResponse<byte[]> response) {
        JsonObject body;
        try {
            body = Json.parseObject(response.body(), JsonLimits.FILE);
        } catch (JsonException _) {
            return new Answer(Result.UNREACHABLE, "status " + response.statusCode() + " without JSON");
        }
        var error = body.object("error").orElse(JsonObject.EMPTY);
        var said = error.string("message").orElse("");
        boolean blocked = error.string("type").orElse("").equals("tool_call_blocked");
        return switch (response.statusCode()) {
            case 403 -> new Answer(blocked ? Result.REFUSED : Result.UNREACHABLE, said);
            // 500 is the tool's own failure, from behind the gate; 400 may come from before it and proves nothing.
            case 200, 500 -> new Answer(Result.RAN, said);
            case 404 -> new Answer(Result.NOT_OFFERED, said);
            default -> new Answer(Result.UNREACHABLE, "status " + response.statusCode());
        };
    }
}
