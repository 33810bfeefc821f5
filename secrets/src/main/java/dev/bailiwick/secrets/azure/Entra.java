package dev.bailiwick.secrets.azure;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.secrets.http.Form;
import dev.bailiwick.secrets.http.Remote;
import dev.bailiwick.secrets.http.Remote.Answer;
import dev.bailiwick.secrets.token.Assertion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** Entra's token endpoint, asked with an assertion (RFC 7523) in the place of a client secret. */
final class Entra {
    private static final String JWT = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Duration ASSERTED = Duration.ofMinutes(5);

    /** What a token lives at most when its answer does not say. */
    static final Duration LONGEST = Duration.ofMinutes(90);

    private final String name;
    private final Application application;
    private final Remote remote;
    private final InstantSource clock;

    Entra(String name, Application application, InstantSource clock) {
        this.name = name;
        this.application = application;
        this.remote = new Remote(name, application.login());
        this.clock = clock;
    }

    /** What was given. */
    record Token(Secret access, Instant ends) {}

    /** @param scope such as {@code https://graph.microsoft.com/.default} */
    Token token(String scope) {
        var path = "/" + application.tenant() + "/oauth2/v2.0/token";
        var form = assertion(path)
                .reveal(text -> Form.with("grant_type", "client_credentials")
                        .and("client_id", application.id())
                        .and("client_assertion_type", JWT)
                        .and("client_assertion", text)
                        .and("scope", scope));
        var answer = remote.post(path, Map.of(), form);
        if (answer.status() != 200) throw failed(answer);
        var life = answer.body()
                .get("expires_in")
                .map(value -> value.text())
                .filter(text -> text.matches("[1-9][0-9]{0,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(LONGEST);
        return answer.body()
                .string("access_token")
                .filter(text -> !text.isEmpty())
                .map(text -> new Token(new Secret(text), clock.instant().plus(life)))
                .orElseThrow(() -> new BackendUnavailable("\"" + name + "\" gave no token"));
    }

    private Secret assertion(String path) {
        var now = clock.instant();
        var claims = JsonObject.with("aud", application.login() + path)
                .and("iss", application.id())
                .and("sub", application.id())
                .and("jti", UUID.randomUUID().toString())
                .and("nbf", now.getEpochSecond())
                .and("exp", now.plus(ASSERTED).getEpochSecond());
        var header = Assertion.header().and("x5t#S256", application.thumbprint());
        return application.key().of(header.build(), claims.build());
    }

    private BackendUnavailable failed(Answer answer) {
        var why = switch (answer.body().string("error").orElse("")) {
            case "invalid_client" -> "does not know us: is the certificate there, and the clock right?";
            case "unauthorized_client" -> "has disabled the application";
            case "invalid_scope", "invalid_resource" -> "grants no such scope";
            default -> "did not do it";
        };
        return new BackendUnavailable("\"" + name + "\" " + why + " (" + answer.status() + ")");
    }
}
