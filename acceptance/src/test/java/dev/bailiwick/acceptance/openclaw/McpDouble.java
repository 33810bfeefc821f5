package dev.bailiwick.acceptance.openclaw;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An MCP server (streamable HTTP, 2025-06-18) with one tool that says again what it is told, and remembers that it did. */
final class McpDouble implements AutoCloseable {
    private final HttpServer server;
    final List<JsonObject> called = new CopyOnWriteArrayList<>();

    McpDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/mcp", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            var request = Json.parseObject(exchange.getRequestBody().readAllBytes(), JsonLimits.FILE);
            if (!request.has("id")) {
                exchange.sendResponseHeaders(202, -1);
                return;
            }
            var answer = JsonObject.with("jsonrpc", "2.0")
                    .and("id", request.get("id"))
                    .and("result", result(request))
                    .build();
            var out = Json.utf8(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, out.length);
            exchange.getResponseBody().write(out);
        }
    }

    private JsonObject result(JsonObject request) {
        return switch (request.string("method").orElse("")) {
            case "initialize" ->
                JsonObject.with("protocolVersion", "2025-06-18")
                        .and(
                                "capabilities",
                                JsonObject.with("tools", JsonObject.EMPTY).build())
                        .and(
                                "serverInfo",
                                JsonObject.with("name", "lab")
                                        .and("version", "1")
                                        .build())
                        .build();
            case "tools/list" -> JsonObject.with("tools", JsonArray.of(echo())).build();
            case "tools/call" -> {
                var parameters = request.object("params").orElse(JsonObject.EMPTY);
                called.add(parameters);
                var said = parameters.object("arguments").map(JsonValue::text).orElse("");
                var text = JsonObject.with("type", "text")
                        .and("text", "echo " + said)
                        .build();
                yield JsonObject.with("content", JsonArray.of(text)).build();
            }
            default -> JsonObject.EMPTY;
        };
    }

    private static JsonObject echo() {
        var text = JsonObject.with("type", "string").build();
        var schema = JsonObject.with("type", new JsonString("object"))
                .and("properties", JsonObject.with("text", text).build())
                .build();
        return JsonObject.with("name", "echo")
                .and("description", "says it again")
                .and("inputSchema", schema)
                .build();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
