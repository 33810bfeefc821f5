package dev.bailiwick.secrets.oauth;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secrets.testing.HttpDouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays an authorization server as RFC 6749, 7009, 7662 and 8693 describe one: refresh tokens are used once, and a second use
 * ends everything that came of the same consent.
 */
final class AuthorizationServerDouble extends HttpDouble {
    static final String CLIENT = "bailiwick";
    static final String SECRET = "client secret/of bailiwick";
    static final String FIRST_REFRESH = "refresh-1";
    private static final Set<String> SCOPES = Set.of("crm.read", "crm.list");
    private static final String BASIC = "Basic "
            + Base64.getEncoder()
                    .encodeToString((CLIENT + ":client+secret%2Fof+bailiwick").getBytes(StandardCharsets.UTF_8));

    private record Token(String audience) {}

    private final Map<String, Token> alive = new ConcurrentHashMap<>();
    private final Set<String> spent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    volatile String refresh = FIRST_REFRESH;
    /** Introspection tells nothing about tokens for another audience, and calls them inactive. */
    volatile boolean tells = true;

    volatile boolean generous;

    AuthorizationServerDouble() throws IOException {}

    boolean opens(String token, String audience) {
        var found = alive.get(token);
        return found != null && found.audience().equals(audience);
    }

    int living() {
        return alive.size();
    }

    @Override
    protected Reply reply(Call call) {
        if (!call.header("Authorization").orElse("").equals(BASIC)) return error(401, "invalid_client");
        var form = call.form();
        return switch (call.what()) {
            case "POST /token" -> token(form);
            case "POST /revoke" -> revoke(form);
            case "POST /introspect" -> introspect(form);
            default -> Reply.of(404);
        };
    }

    private Reply token(Map<String, String> form) {
        if (!SCOPES.containsAll(List.of(form.getOrDefault("scope", "").split(" ")))) return error(400, "invalid_scope");
        return switch (form.getOrDefault("grant_type", "")) {
            case "client_credentials" -> given(form, "crm", false);
            case "refresh_token" -> refreshed(form);
            case "urn:ietf:params:oauth:grant-type:token-exchange" -> exchanged(form);
            default -> error(400, "unsupported_grant_type");
        };
    }

    private synchronized Reply refreshed(Map<String, String> form) {
        var shown = form.getOrDefault("refresh_token", "");
        if (spent.contains(shown)) {
            alive.clear();
            spent.add(refresh);
            return error(400, "invalid_grant");
        }
        if (!shown.equals(refresh)) return error(400, "invalid_grant");
        spent.add(refresh);
        refresh = "refresh-" + (turn.incrementAndGet() + 1000);
        return given(form, "crm", true);
    }

    private Reply exchanged(Map<String, String> form) {
        var known = "urn:ietf:params:oauth:token-type:access_token";
        if (!known.equals(form.get("subject_token_type"))) return error(400, "invalid_request");
        if (!alive.containsKey(form.getOrDefault("subject_token", ""))) return error(400, "invalid_request");
        if (!"billing".equals(form.get("audience"))) return error(400, "invalid_target");
        return given(form, "billing", false);
    }

    private Reply given(Map<String, String> form, String audience, boolean withRefresh) {
        var token = "token-" + turn.incrementAndGet();
        alive.put(token, new Token(audience));
        var body = JsonObject.with("access_token", token)
                .and("token_type", "Bearer")
                .and("expires_in", 3600)
                .and("scope", form.get("scope") + (generous ? " crm.write" : ""));
        if (withRefresh) body.and("refresh_token", refresh);
        return Reply.of(200, body);
    }

    private Reply revoke(Map<String, String> form) {
        alive.remove(form.getOrDefault("token", ""));
        return Reply.of(200);
    }

    private Reply introspect(Map<String, String> form) {
        boolean active = tells && alive.containsKey(form.getOrDefault("token", ""));
        return Reply.of(200, JsonObject.builder().and("active", active));
    }

    private static Reply error(int status, String code) {
        return Reply.of(status, JsonObject.with("error", code).and("error_description", "of " + FIRST_REFRESH));
    }
}
