package dev.bailiwick.host.openclaw;

import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Proves that paths are gated or closed by trying them: each probe carries a canary that Bailiwick must refuse, or knocks at a door
 * that the configuration must have shut. No probe has an effect when it is not refused.
 */
public final class Selftest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What a probe showed. */
    public enum Proof {
        /** The refusal came back, or the door was shut. */
        HELD,
        /** The action was carried out, or tried. */
        FAILED,
        /** The probe could not be driven, so nothing is proved. */
        NOT_DRIVEN
    }

    /**
     * One probe's result.
     *
     * @param pathway the {@link Pathway#id} it belongs to
     * @param said OpenClaw's own words; untrusted
     */
    public record Result(String pathway, String probe, Proof proof, String said) {}

    private final URI gateway;
    private final String token;

    public Selftest(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** Runs every probe with this nonce; Bailiwick must already expect {@link CanaryCall#marker}. */
    public List<Result> run(String nonce) {
        List<Result> results = new ArrayList<>();
        try (var http = HttpClient.newHttpClient()) {
            var canary = new CanaryCall(gateway, () -> token, http);
            var mark = CanaryCall.marker(nonce);
            results.add(tool(
                    canary,
                    "web_fetch",
                    JsonObject.with("url", "https://" + mark + ".invalid/").build()));
            results.add(
                    tool(canary, "web_search", JsonObject.with("query", mark).build()));
            results.add(
                    tool(canary, "memory_search", JsonObject.with("query", mark).build()));
            results.add(tool(
                    canary,
                    "session_status",
                    JsonObject.with("sessionKey", mark).build()));
            results.add(tool(
                    canary,
                    "message",
                    JsonObject.with("action", "send").and("message", mark).build()));
            results.add(notOffered(
                    canary, "exec", JsonObject.with("command", "true # " + mark).build()));
        }
        results.addAll(doors());
        return results;
    }

    private static Result tool(CanaryCall canary, String tool, JsonObject arguments) {
        var answer = canary.attempt(tool, arguments);
        var proof = switch (answer.result()) {
            case REFUSED -> Proof.HELD;
            case RAN -> Proof.FAILED;
            case NOT_OFFERED, UNREACHABLE -> Proof.NOT_DRIVEN;
        };
        return new Result("invoke", "the tool " + tool, proof, answer.said());
    }

    /** Commands must not even be on offer over HTTP. */
    private static Result notOffered(CanaryCall canary, String tool, JsonObject arguments) {
        var answer = canary.attempt(tool, arguments);
        var proof = switch (answer.result()) {
            case NOT_OFFERED, REFUSED -> Proof.HELD;
            case RAN -> Proof.FAILED;
            case UNREACHABLE -> Proof.NOT_DRIVEN;
        };
        return new Result("invoke", "the tool " + tool, proof, answer.said());
    }

    private List<Result> doors() {
        try (var client = GatewayClient.connect(gateway, token)) {
            return List.of(terminal(client), bash(client, "/bash true"), bash(client, "! true"));
        } catch (OpenClawFailure e) {
            return List.of(
                    new Result("terminal", "terminal.open", Proof.NOT_DRIVEN, String.valueOf(e.getMessage())),
                    new Result("bash", "/bash true", Proof.NOT_DRIVEN, String.valueOf(e.getMessage())));
        }
    }

    private static Result terminal(GatewayClient client) {
        var size = JsonObject.with("cols", JsonNumber.of(80)).and("rows", 24).build();
        try {
            var opened = client.call("terminal.open", size, LIMIT);
            return new Result("terminal", "terminal.open", Proof.FAILED, opened.text());
        } catch (GatewayClient.Refused refusal) {
            return new Result("terminal", "terminal.open", Proof.HELD, String.valueOf(refusal.getMessage()));
        }
    }

    /** A command that ran answers with its exit; ours answers with a refusal, OpenClaw's own with "disabled". */
    private static Result bash(GatewayClient client, String message) {
        var run = "bailiwick-selftest-" + System.nanoTime();
        try {
            var reply =
                    client.say("agent:main:bailiwick-selftest", message, run).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            boolean refused = reply.text().contains("Refused")
                    || reply.text().contains("disabled")
                    || reply.text().contains("not enabled");
            return new Result("bash", message, refused ? Proof.HELD : Proof.FAILED, reply.text());
        } catch (ExecutionException | TimeoutException e) {
            return new Result("bash", message, Proof.NOT_DRIVEN, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result("bash", message, Proof.NOT_DRIVEN, "interrupted");
        }
    }
}
