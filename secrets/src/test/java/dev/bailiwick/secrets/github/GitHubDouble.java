package dev.bailiwick.secrets.github;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secrets.testing.HttpDouble;
import dev.bailiwick.secrets.testing.Rsa;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays GitHub's REST API for apps, as its reference describes it (version 2022-11-28). */
final class GitHubDouble extends HttpDouble {
    private static final String REPOSITORIES = "[\"crm\"]";
    private static final Map<String, String> APP = Map.of("contents", "read", "issues", "write");

    final Rsa key = Rsa.fresh();
    private final InstantSource clock;
    private final Map<String, Instant> alive = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    volatile boolean suspended;
    volatile boolean generous;

    GitHubDouble(InstantSource clock) throws IOException {
        this.clock = clock;
    }

    boolean opens(String token) {
        return Optional.ofNullable(alive.get(token))
                .filter(clock.instant()::isBefore)
                .isPresent();
    }

    int living() {
        return alive.size();
    }

    @Override
    protected Reply reply(Call call) {
        var bearer = call.header("Authorization").orElse("").replaceFirst("^Bearer ", "");
        if (call.header("User-Agent").isEmpty()) return Reply.of(403);
        return switch (call.what()) {
            case "POST /app/installations/77/access_tokens" -> asserted(bearer) ? given(call.json()) : Reply.of(401);
            case "DELETE /installation/token" -> Reply.of(alive.remove(bearer) == null ? 401 : 204);
            case "GET /installation/repositories" ->
                opens(bearer) ? Reply.of(200, JsonObject.builder().and("total_count", 1)) : Reply.of(401);
            default -> Reply.of(404);
        };
    }

    private boolean asserted(String bearer) {
        long now = clock.instant().getEpochSecond();
        return key.claims(bearer)
                .filter(claims -> claims.string("iss").orElse("").equals("4711"))
                .filter(claims -> number(claims, "iat") <= now && number(claims, "exp") > now)
                .filter(claims -> number(claims, "exp") - number(claims, "iat") <= 600)
                .isPresent();
    }

    private static long number(JsonObject claims, String name) {
        return Long.parseLong(claims.get(name).orElseThrow().text());
    }

    private Reply given(JsonObject wish) {
        if (suspended) return Reply.of(403);
        var permissions = wish.object("permissions").orElse(JsonObject.EMPTY);
        boolean granted = permissions.members().keySet().stream()
                .allMatch(what -> permissions.string(what).orElse("").equals(APP.get(what)));
        if (!granted || !wish.array("repositories").text().equals(REPOSITORIES)) return Reply.of(422);
        var token = "ghs_token" + turn.incrementAndGet();
        var ends = clock.instant().plusSeconds(3600);
        alive.put(token, ends);
        var given = permissions.plus("metadata", new dev.bailiwick.json.JsonString("read"));
        return Reply.of(
                201,
                JsonObject.with("token", token)
                        .and("expires_at", ends.toString())
                        .and(
                                "permissions",
                                generous ? given.plus("actions", new dev.bailiwick.json.JsonString("write")) : given));
    }
}
