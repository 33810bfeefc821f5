package dev.bailiwick.secrets.cyberark;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.secrets.http.Remote;
import java.net.URI;
import java.util.Map;

/** Variables of a Conjur account, read by a host with its API key; one lease keeps the version it got. */
public final class Conjur extends Kept {
    private final Remote remote;
    private final String account;
    private final String login;
    private final Secret key;

    /**
     * @param login such as {@code host/bailiwick}
     * @param grants the variable of each name that a key may ask for
     */
    public Conjur(String name, URI address, String account, String login, Secret key, Map<String, String> grants) {
        super(name, grants);
        this.remote = new Remote(name, address);
        this.account = account;
        this.login = login;
        this.key = key;
    }

    /** @throws JsonException when the settings are not complete */
    public static Conjur of(String name, Fields fields) {
        return new Conjur(
                name,
                fields.parsed("address", URI::create),
                fields.text("account"),
                fields.text("login"),
                fields.parsed("apiKey", Secret::new),
                grants(fields));
    }

    @Override
    public Issued issue(Lease lease) {
        var variable = encoded(granted(lease));
        try (var token = token()) {
            var version = lease.reference().isEmpty() ? newest(variable, token) : lease.reference();
            var answer = get("/secrets/" + encoded(account) + "/variable/" + variable + "?version=" + version, token);
            if (answer.status() != 200 || answer.body().isEmpty()) throw failed(answer.status());
            return new Issued(new Secret(answer.body()), version);
        }
    }

    /** A short token for each use: it is never kept. */
    private Secret token() {
        var path = "/authn/" + encoded(account) + "/" + encoded(login) + "/authenticate";
        var answer = key.reveal(
                text -> remote.exchange("POST", path, Map.of("Accept-Encoding", "base64"), "text/plain", text));
        if (answer.status() == 401) throw unavailable("does not know us (401)");
        if (answer.status() != 200 || !answer.body().strip().matches("[A-Za-z0-9+/=]{16,8192}"))
            throw failed(answer.status());
        return new Secret(answer.body().strip());
    }

    private String newest(String variable, Secret token) {
        var answer = get("/resources/" + encoded(account) + "/variable/" + variable, token);
        if (answer.status() != 200) throw failed(answer.status());
        try {
            return Fields.of(Json.parseObject(answer.body())).list("secrets").stream()
                    .mapToLong(version -> version.number("version"))
                    .max()
                    .stream()
                    .mapToObj(Long::toString)
                    .findFirst()
                    .orElseThrow(() -> unavailable("has no value of it yet"));
        } catch (JsonException _) {
            throw unavailable("answered something that names no versions");
        }
    }

    private Remote.Raw get(String path, Secret token) {
        return token.reveal(text -> remote.exchange(
                "GET", path, Map.of("Authorization", "Token token=\"" + text + "\""), "text/plain", ""));
    }

    private dev.bailiwick.procedure.credential.BackendUnavailable failed(int status) {
        return unavailable(switch (status) {
                    case 401, 403 -> "does not let us read that";
                    case 404 -> "has no such variable, or does not show it to us";
                    default -> "did not do it";
                }
                + " (" + status + ")");
    }

    @Override
    public Ending revoke(Lease lease) {
        return new Ending.ByPerson("end the credential that was behind the variable " + granted(lease) + " of \"" + name
                + "\" where it was made, then store the next one there as a new version");
    }
}
