package dev.bailiwick.secrets.oauth;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.secrets.http.Form;
import dev.bailiwick.secrets.http.Remote;
import dev.bailiwick.secrets.http.Remote.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The server's three questions: for a token, for a token's end, and whether one is alive. */
final class AuthorizationServer {
    private static final int OK = 200;

    private final String name;
    private final Settings settings;
    private final Remote remote;

    AuthorizationServer(String name, Settings settings) {
        this.name = name;
        this.settings = settings;
        this.remote = new Remote(name, settings.address());
    }

    /** What was given. */
    record Token(Secret access, Duration life, Set<String> scope, Optional<Secret> refresh) {}

    Token token(Form form, String scope) {
        var answer = remote.post(settings.token(), basic(), form.and("scope", scope));
        if (answer.status() != OK) throw failed(answer);
        return answer.body()
                .string("access_token")
                .filter(text -> !text.isEmpty())
                .map(text -> token(text, answer, scope))
                .orElseThrow(() -> new BackendUnavailable("\"" + name + "\" gave no token"));
    }

    private Token token(String text, Answer answer, String asked) {
        var body = answer.body();
        var seconds = body.get("expires_in")
                .map(number -> number.text())
                .filter(number -> number.matches("[1-9][0-9]{0,8}"))
                .map(Long::parseLong);
        return new Token(
                new Secret(text),
                seconds.map(Duration::ofSeconds).orElse(settings.longest()),
                Set.of(body.string("scope")
                        .filter(words -> !words.isBlank())
                        .orElse(asked)
                        .split(" +")),
                body.string("refresh_token").filter(next -> !next.isEmpty()).map(Secret::new));
    }

    /** RFC 7009: a token that is dead already is no error. */
    void revoke(Secret token, String hint) {
        var form = token.reveal(text -> Form.with("token", text)).and("token_type_hint", hint);
        var answer = remote.post(settings.revocation(), basic(), form);
        if (answer.status() != OK) throw failed(answer);
    }

    /** RFC 7662: no may also mean that it does not tell us. */
    boolean active(Secret token, String path) {
        var answer = remote.post(path, basic(), token.reveal(text -> Form.with("token", text)));
        if (answer.status() != OK) throw failed(answer);
        return answer.body()
                .get("active")
                .map(value -> value.text().equals("true"))
                .orElseThrow(() -> new BackendUnavailable("\"" + name + "\" does not say whether a token is alive"));
    }

    /** Both are form-encoded first (RFC 6749, 2.3.1). */
    private Map<String, String> basic() {
        var pair = settings.client()
                .secret()
                .reveal(secret -> encoded(settings.client().id()) + ":" + encoded(secret));
        var bytes = pair.getBytes(StandardCharsets.US_ASCII);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Of what it wrote only the code's kind is told: the rest may quote what we sent. */
    private BackendUnavailable failed(Answer answer) {
        var why = switch (answer.body().string("error").orElse("")) {
            case "invalid_grant" ->
                "does not take our grant any more: a person must sign in again, then connect it anew";
            case "invalid_client" -> "does not know us";
            case "invalid_scope" -> "does not grant this scope";
            case "invalid_target" -> "does not grant this audience";
            case "unsupported_token_type" -> "cannot end such a token";
            default -> "did not do it";
        };
        return new BackendUnavailable("\"" + name + "\" " + why + " (" + answer.status() + ")");
    }
}
