package dev.bailiwick.host.openclaw;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonNull;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A model that says what a script tells it: an OpenAI-compatible chat server on loopback. The last prompt with {@code
 * [[script:NAME]]} picks the script; the step is the number of answers since then, so the server keeps no state and sub-agents can
 * follow scripts of their own. Without a script it says "ok".
 */
public final class ScriptedModel implements AutoCloseable {
    private static final Pattern MARK = Pattern.compile("\\[\\[script:([A-Za-z0-9_-]+)\\]\\]");
    private static final int KEPT = 1000;

    /** One answer of the model. */
    public sealed interface Step {
        /** Calls these tools. */
        record Call(List<Tool> tools) implements Step {
            public Call {
                tools = List.copyOf(tools);
            }
        }

        /** Says this; {@code {{result}}} stands for what the last tool answered. */
        record Say(String text) implements Step {}
    }

    /** One tool call. */
    public record Tool(String name, JsonObject arguments) {}

    /** A model request as it arrived, for whoever wants to see what OpenClaw sends. */
    public record Request(long nanoTime, JsonObject body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, List<Step>> scripts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<Request> requests = new ConcurrentLinkedDeque<>();

    private ScriptedModel(HttpServer server) {
        this.server = server;
    }

    /** Starts on a free port of 127.0.0.1. */
    public static ScriptedModel start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var model = new ScriptedModel(server);
            server.createContext("/v1/models", model::models);
            server.createContext("/v1/chat/completions", model::complete);
            server.setExecutor(model.threads);
            server.start();
            return model;
        } catch (IOException e) {
            throw new OpenClawFailure("cannot listen on loopback: " + e.getMessage(), e);
        }
    }

    /** The base address an OpenAI client is given. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** Gives the model a script; a prompt picks it with {@code [[script:NAME]]}. */
    public void script(String name, List<Step> steps) {
        scripts.put(name, List.copyOf(steps));
    }

    /** Calls one tool. */
    public static Step call(String tool, JsonObject arguments) {
        return new Step.Call(List.of(new Tool(tool, arguments)));
    }

    public static Step say(String text) {
        return new Step.Say(text);
    }

    /** The requests so far, oldest first, at most the last thousand. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void models(HttpExchange exchange) throws IOException {
        var model = JsonObject.with("id", "script-1").and("object", "model").build();
        var list = JsonObject.with("object", "list")
                .and("data", JsonArray.of(model))
                .build();
        answer(exchange, "application/json", list.text());
    }

    private void complete(HttpExchange exchange) throws IOException {
        JsonObject body;
        try {
            body = Json.parseObject(exchange.getRequestBody().readAllBytes(), JsonLimits.FILE.withNul());
        } catch (JsonException _) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        requests.add(new Request(System.nanoTime(), body));
        if (requests.size() > KEPT) requests.poll();
        var step = step(body.array("messages"));
        boolean stream = body.get("stream").map(JsonValue::text).orElse("").equals("true");
        if (stream) answer(exchange, "text/event-stream", events(body, step));
        else answer(exchange, "application/json", completion(body, step).text());
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private Step step(JsonArray messages) {
        int answers = 0;
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (!(messages.values().get(i) instanceof JsonObject message)) continue;
            var role = message.string("role").orElse("");
            if (role.equals("assistant")) answers++;
            if (!role.equals("user")) continue;
            var text = textOf(message);
            // A sub-agent's end is announced to its parent with the sub-agent's own prompt, which is not the parent's
            // script.
            if (text.contains("background task completed")) return new Step.Say("noted");
            var mark = MARK.matcher(text);
            if (mark.find()) return step(mark.group(1), answers, messages);
        }
        return new Step.Say("ok");
    }

    private Step step(String name, int number, JsonArray messages) {
        var script = scripts.getOrDefault(name, List.of(new Step.Say("no script \"" + name + "\"")));
        var step = number < script.size() ? script.get(number) : new Step.Say("done");
        return step instanceof Step.Say(var text)
                ? new Step.Say(text.replace("{{result}}", lastResult(messages)))
                : step;
    }

    private static String lastResult(JsonArray messages) {
        for (var message : messages.values().reversed()) {
            if (message instanceof JsonObject object
                    && object.string("role").orElse("").equals("tool")) return textOf(object);
        }
        return "";
    }

    private static String textOf(JsonObject message) {
        var content = message.get("content").orElse(JsonNull.NULL);
        if (content instanceof JsonString(var text)) return text;
        if (!(content instanceof JsonArray parts)) return "";
        List<String> texts = new ArrayList<>();
        for (var part : parts)
            if (part instanceof JsonObject object) object.string("text").ifPresent(texts::add);
        return String.join("\n", texts);
    }

    private static JsonObject completion(JsonObject request, Step step) {
        var choice = JsonObject.with("index", JsonNumber.of(0))
                .and("message", message(step))
                .and("finish_reason", finish(step))
                .build();
        return base(request, "chat.completion")
                .and("choices", JsonArray.of(choice))
                .and("usage", usage())
                .build();
    }

    private static String events(JsonObject request, Step step) {
        var out = new StringBuilder();
        event(
                out,
                base(request, "chat.completion.chunk")
                        .and("choices", delta(message(step), JsonNull.NULL))
                        .build());
        event(
                out,
                base(request, "chat.completion.chunk")
                        .and("choices", delta(JsonObject.EMPTY, new JsonString(finish(step))))
                        .and("usage", usage())
                        .build());
        return out.append("data: [DONE]\n\n").toString();
    }

    private static void event(StringBuilder out, JsonObject chunk) {
        out.append("data: ").append(chunk.text()).append("\n\n");
    }

    private static JsonArray delta(JsonObject delta, JsonValue finish) {
        return JsonArray.of(JsonObject.with("index", JsonNumber.of(0))
                .and("delta", delta)
                .and("finish_reason", finish)
                .build());
    }

    private static JsonObject.Builder base(JsonObject request, String kind) {
        return JsonObject.with("id", "scripted-" + System.nanoTime())
                .and("object", kind)
                .and("created", System.currentTimeMillis() / 1000)
                .and("model", request.string("model").orElse("script-1"));
    }

    private static JsonObject message(Step step) {
        return switch (step) {
            case Step.Say(var text) ->
                JsonObject.with("role", "assistant").and("content", text).build();
            case Step.Call(var tools) ->
                JsonObject.with("role", "assistant")
                        .and("content", "")
                        .and("tool_calls", calls(tools))
                        .build();
        };
    }

    private static JsonArray calls(List<Tool> tools) {
        List<JsonValue> calls = new ArrayList<>();
        for (var tool : tools) {
            var function = JsonObject.with("name", tool.name())
                    .and("arguments", tool.arguments().text())
                    .build();
            calls.add(JsonObject.with("index", JsonNumber.of(calls.size()))
                    .and("id", "call_" + Long.toString(System.nanoTime(), 36) + calls.size())
                    .and("type", "function")
                    .and("function", function)
                    .build());
        }
        return new JsonArray(calls);
    }

    private static String finish(Step step) {
        return step instanceof Step.Call ? "tool_calls" : "stop";
    }

    private static JsonObject usage() {
        return JsonObject.with("prompt_tokens", JsonNumber.of(1))
                .and("completion_tokens", 1)
                .and("total_tokens", 2)
                .build();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
