package dev.bailiwick.secrets.azure;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secrets.testing.HttpDouble;
import dev.bailiwick.secrets.testing.Rsa;
import dev.bailiwick.secrets.token.Assertion;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays Entra's token endpoint and a Key Vault (7.4), as their references describe them. */
final class AzureDouble extends HttpDouble {
    private static final Rsa KEY = Rsa.fresh();
    private static final String TOKEN = "/corp.example/oauth2/v2.0/token";

    private final InstantSource clock;
    private final Map<String, Instant> alive = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    /** Of the one secret there, the newest last. */
    private final Map<String, Boolean> versions = new LinkedHashMap<>(Map.of("v1", true));

    volatile boolean disabled;

    AzureDouble(InstantSource clock) throws IOException {
        this.clock = clock;
    }

    static Application application(URI address, Rsa key) {
        return new Application(address, "corp.example", "app-1", "thumb", new Assertion(new Secret(key.pem())));
    }

    static Application application(URI address) {
        return application(address, KEY);
    }

    boolean opens(String token) {
        return Optional.ofNullable(alive.get(token))
                .filter(clock.instant()::isBefore)
                .isPresent();
    }

    void renewed(String version) {
        versions.put(version, true);
    }

    boolean knows(String value) {
        return versions.containsKey(value.replace("value of ", ""));
    }

    boolean enabled(String version) {
        return versions.getOrDefault(version, false);
    }

    @Override
    protected Reply reply(Call call) {
        if (call.what().equals("POST " + TOKEN)) return token(call.form());
        if (!opens(call.header("Authorization").orElse("").replace("Bearer ", ""))) return Reply.of(401);
        if (!call.query().equals("api-version=7.4")) return Reply.of(400);
        var parts = call.path().split("/", -1);
        if (parts.length < 3 || !parts[1].equals("secrets") || !parts[2].equals("crm")) return Reply.of(404);
        var version = parts.length > 3 ? parts[3] : versions.keySet().stream().reduce("", (_, last) -> last);
        if (!versions.containsKey(version)) return Reply.of(404);
        return switch (call.method()) {
            case "GET" -> value(version);
            case "PATCH" -> patched(version, call.json());
            default -> Reply.of(405);
        };
    }

    private Reply token(Map<String, String> form) {
        if (disabled) return error(400, "unauthorized_client");
        var scope = form.getOrDefault("scope", "");
        boolean asserted = KEY.claims(form.getOrDefault("client_assertion", ""))
                .filter(claims -> claims.string("iss").equals(claims.string("sub")))
                .filter(claims -> claims.string("aud").orElse("").equals(address() + TOKEN))
                .isPresent();
        if (!asserted) return error(401, "invalid_client");
        if (!scope.equals("https://graph.microsoft.com/.default") && !scope.equals("https://vault.azure.net/.default"))
            return error(400, "invalid_scope");
        var token = "eyJ-" + turn.incrementAndGet();
        alive.put(token, clock.instant().plusSeconds(3599));
        return Reply.of(200, JsonObject.with("access_token", token).and("expires_in", 3599));
    }

    private Reply value(String version) {
        if (!enabled(version))
            return Reply.of(
                    403,
                    JsonObject.with(
                            "error",
                            JsonObject.with("code", "Forbidden")
                                    .and(
                                            "innererror",
                                            JsonObject.with("code", "SecretDisabled")
                                                    .build())
                                    .build()));
        return Reply.of(
                200, JsonObject.with("value", "value of " + version).and("id", address() + "/secrets/crm/" + version));
    }

    private Reply patched(String version, JsonObject body) {
        var enabled = body.object("attributes").flatMap(attributes -> attributes.get("enabled"));
        versions.put(version, enabled.equals(Optional.of(new JsonBoolean(true))));
        return Reply.of(200, JsonObject.with("id", address() + "/secrets/crm/" + version));
    }

    private static Reply error(int status, String code) {
        return Reply.of(status, JsonObject.with("error", code).and("error_description", "AADSTS with a canary"));
    }
}
