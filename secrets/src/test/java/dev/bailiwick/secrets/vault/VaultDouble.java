package dev.bailiwick.secrets.vault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A strict double of the parts of Vault's HTTP API that we use, written from its public API description: what it does not
 * know it refuses, and it fails in the ways Vault does. No proof about Vault itself.
 */
final class VaultDouble implements AutoCloseable {
    static final String ROLE = "role-of-bailiwick";
    static final String SECRET_ID = "secret-id-of-bailiwick";

    /** What goes wrong. */
    enum Mood {
        WELL,
        /** 503, as every request to a sealed Vault. */
        SEALED,
        /** 429 with Retry-After, once. */
        BUSY_ONCE,
        /** 429, always, and for long. */
        BUSY,
        /** 202 although asked to wait: the wish is noted and nothing is done. */
        ONLY_QUEUES,
        /** Does what it is asked and hangs up before it answers. */
        LOSES_ITS_ANSWER,
        /** 500 when the database did not do it. */
        DATABASE_AWAY
    }

    private record Lease(String user, String password, Instant until) {}

    private final HttpServer server;
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    /** By their token: the path that made what is in them. */
    final Map<String, String> wraps = new ConcurrentHashMap<>();

    /** The platform's token of this moment. */
    volatile String jwt = "header.claims-1.signature";

    final List<String> addresses = new ArrayList<>();
    volatile Mood mood = Mood.WELL;

    VaultDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Whether the database lets this user in. */
    boolean opens(String user, String password) {
        return leases.values().stream()
                .anyMatch(lease -> lease.user().equals(user)
                        && lease.password().equals(password)
                        && Instant.now().isBefore(lease.until()));
    }

    int alive() {
        return leases.size();
    }

    /** Every token we gave is good no more. */
    void forgetTokens() {
        tokens.clear();
    }

    private record Reply(int status, JsonObject body) {
        static Reply of(int status) {
            return new Reply(status, JsonObject.EMPTY);
        }

        static Reply error(int status, String message) {
            return new Reply(
                    status,
                    JsonObject.with("errors", JsonArray.ofStrings(List.of(message)))
                            .build());
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            synchronized (addresses) {
                addresses.add(exchange.getRequestURI().toString());
            }
            byte[] sent = exchange.getRequestBody().readAllBytes();
            var reply = reply(exchange, sent);
            if (mood == Mood.LOSES_ITS_ANSWER
                    && !exchange.getRequestURI().getPath().contains("/auth/")) return;
            byte[] bytes = reply.body().equals(JsonObject.EMPTY) ? new byte[0] : Json.utf8(reply.body());
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply reply(HttpExchange exchange, byte[] sent) {
        if (mood == Mood.SEALED) return Reply.error(503, "Vault is sealed");
        if (mood == Mood.BUSY || mood == Mood.BUSY_ONCE) {
            exchange.getResponseHeaders().add("Retry-After", mood == Mood.BUSY ? "60" : "0");
            if (mood == Mood.BUSY_ONCE) mood = Mood.WELL;
            return Reply.error(429, "request path: rate limit quota exceeded");
        }
        var path = exchange.getRequestURI().getPath();
        try {
            var body = sent.length == 0 ? JsonObject.EMPTY : Json.parseObject(sent, JsonLimits.REQUEST);
            if (path.equals("/v1/auth/approle/login")) return login(Fields.of(body));
            if (path.equals("/v1/auth/jwt/login")) return workload(Fields.of(body));
            if (path.equals("/v1/sys/wrapping/lookup")) return wrapped(Fields.of(body));
            if (path.equals("/v1/sys/wrapping/unwrap")) return unwrapped(exchange);
            var token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
            if (token.isEmpty() || !tokens.contains(token.get())) return Reply.error(403, "permission denied");
            return route(exchange.getRequestMethod() + " " + path, Fields.of(body));
        } catch (JsonException e) {
            return Reply.error(400, "failed to parse JSON input");
        }
    }

    private Reply route(String wanted, Fields body) {
        return switch (wanted) {
            case "GET /v1/database/creds/crm-read" -> creds();
            case "GET /v1/secret/data/crm" -> value();
            case "LIST /v1/sys/leases/lookup/database/creds/crm-read/" ->
                leases.isEmpty() ? Reply.error(404, "") : Reply.of(200);
            case "PUT /v1/sys/leases/lookup" -> lookup(body);
            case "PUT /v1/sys/leases/renew" -> renew(body);
            case "PUT /v1/sys/leases/revoke" -> revoke(body);
            case "PUT /v1/sys/leases/revoke-prefix/database/creds/crm-read" -> revokePrefix(body);
            default -> Reply.error(404, "no handler for route");
        };
    }

    private Reply login(Fields body) {
        boolean known =
                body.text("role_id").equals(ROLE) && body.text("secret_id").equals(SECRET_ID);
        body.end();
        return known ? token() : Reply.error(400, "invalid role or secret ID");
    }

    private Reply workload(Fields body) {
        boolean known =
                body.text("role").equals("bailiwick") && body.text("jwt").equals(jwt);
        body.end();
        return known ? token() : Reply.error(400, "error validating token");
    }

    private Reply wrapped(Fields body) {
        var made = wraps.get(body.text("token"));
        body.end();
        if (made == null) return Reply.error(400, "wrapping token is not valid or does not exist");
        return new Reply(
                200,
                JsonObject.with("data", JsonObject.with("creation_path", made).build())
                        .build());
    }

    /** Once. */
    private Reply unwrapped(HttpExchange exchange) {
        var token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Vault-Token"))
                .orElse("");
        if (wraps.remove(token) == null) return Reply.error(400, "wrapping token is not valid or does not exist");
        return new Reply(
                200,
                JsonObject.with("data", JsonObject.with("secret_id", SECRET_ID).build())
                        .build());
    }

    private Reply token() {
        var token = "hvs.token-" + turn.incrementAndGet();
        tokens.add(token);
        return new Reply(
                200,
                JsonObject.with("auth", JsonObject.with("client_token", token).build())
                        .build());
    }

    private Reply creds() {
        if (mood == Mood.DATABASE_AWAY) return Reply.error(500, "failed to connect to database");
        int number = turn.incrementAndGet();
        var id = "database/creds/crm-read/" + number;
        var lease = new Lease(
                "v-user-" + number, "password-of-" + number, Instant.now().plusSeconds(300));
        leases.put(id, lease);
        var data = JsonObject.with("username", lease.user()).and("password", lease.password());
        return new Reply(
                200,
                JsonObject.with("lease_id", id)
                        .and("lease_duration", 300)
                        .and("renewable", true)
                        .and("data", data.build())
                        .build());
    }

    private static Reply value() {
        var data = JsonObject.with("api_key", "a-value-in-vault").build();
        return new Reply(
                200,
                JsonObject.with("data", JsonObject.with("data", data).build()).build());
    }

    private Reply lookup(Fields body) {
        var found = leases.containsKey(body.text("lease_id"));
        body.end();
        return found ? Reply.of(200) : Reply.error(400, "invalid lease");
    }

    private Reply renew(Fields body) {
        var id = body.text("lease_id");
        long seconds = body.number("increment");
        body.end();
        var renewed = leases.computeIfPresent(
                id,
                (_, lease) ->
                        new Lease(lease.user(), lease.password(), Instant.now().plusSeconds(seconds)));
        return renewed == null ? Reply.error(400, "lease not found") : Reply.of(200);
    }

    private Reply revoke(Fields body) {
        var id = body.text("lease_id");
        return end(body, () -> leases.remove(id));
    }

    private Reply revokePrefix(Fields body) {
        return end(body, leases::clear);
    }

    private Reply end(Fields body, Runnable end) {
        boolean sync = body.flag("sync");
        body.end();
        if (mood == Mood.DATABASE_AWAY) return Reply.error(500, "failed to revoke: database is away");
        if (!sync || mood == Mood.ONLY_QUEUES) return Reply.of(202);
        end.run();
        return Reply.of(204);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
