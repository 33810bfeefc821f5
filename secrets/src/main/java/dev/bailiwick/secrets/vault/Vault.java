package dev.bailiwick.secrets.vault;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.secrets.http.Remote;
import dev.bailiwick.secrets.http.Remote.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** One Vault, and our login there. Who is refused logs in once more: a token ends sooner than we know. */
final class Vault {
    private static final int FORBIDDEN = 403;

    private final String name;
    private final Settings settings;
    private final Remote remote;
    private final ReentrantLock entering = new ReentrantLock();
    private volatile Optional<Secret> token = Optional.empty();

    Vault(String name, Settings settings) {
        this.name = name;
        this.settings = settings;
        this.remote = new Remote(name, settings.address());
    }

    /** @throws BackendUnavailable when the lease asks for what no path is behind */
    String path(Lease lease) {
        return Optional.ofNullable(settings.paths().get(lease.secret().name()))
                .orElseThrow(() -> new BackendUnavailable(
                        "\"" + name + "\" grants no \"" + lease.secret().name() + "\""));
    }

    Answer get(String path) {
        return ask("GET", path, JsonObject.EMPTY);
    }

    Answer list(String path) {
        return ask("LIST", path, JsonObject.EMPTY);
    }

    Answer put(String path, JsonObject body) {
        return ask("PUT", path, body);
    }

    private Answer ask(String method, String path, JsonObject body) {
        var mine = token.orElseGet(() -> login(Optional.empty()));
        var answer = ask(method, path, body, mine);
        if (answer.status() != FORBIDDEN) return answer;
        return ask(method, path, body, login(Optional.of(mine)));
    }

    private Answer ask(String method, String path, JsonObject body, Secret with) {
        var answer = remote.ask(method, "/v1/" + path, headers(with), body);
        if (answer.status() >= 500) throw failed(answer);
        return answer;
    }

    private Map<String, String> headers(Secret with) {
        var headers = new HashMap<String, String>();
        headers.put("X-Vault-Request", "true");
        headers.put("X-Vault-Token", with.reveal(text -> text));
        settings.namespace().ifPresent(namespace -> headers.put("X-Vault-Namespace", namespace));
        return headers;
    }

    /** @param stale the token that was refused: whoever waited for another's login takes that one */
    private Secret login(Optional<Secret> stale) {
        entering.lock();
        try {
            if (token.isPresent() && !token.equals(stale)) return token.get();
            var answer = remote.ask(
                    "POST",
                    "/v1/auth/" + settings.login().mount() + "/login",
                    namespace(),
                    settings.login().body());
            if (answer.status() != 200) throw failed(answer);
            var fresh = answer.body()
                    .object("auth")
                    .flatMap(auth -> auth.string("client_token"))
                    .map(Secret::new)
                    .orElseThrow(() -> failed(answer));
            token = Optional.of(fresh);
            return fresh;
        } finally {
            entering.unlock();
        }
    }

    private Map<String, String> namespace() {
        return settings.namespace()
                .map(each -> Map.of("X-Vault-Namespace", each))
                .orElse(Map.of());
    }

    /** What Vault wrote stays out of it: it may quote what we sent. */
    BackendUnavailable failed(Answer answer) {
        Function<String, BackendUnavailable> because =
                why -> new BackendUnavailable("\"" + name + "\" " + why + " (" + answer.status() + ")");
        return because.apply(
                switch (answer.status()) {
                    case 403 -> "does not let us do that";
                    case 503 -> "is sealed or not in service";
                    default -> "did not do it";
                });
    }
}
