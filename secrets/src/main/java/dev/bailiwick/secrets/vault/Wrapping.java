package dev.bailiwick.secrets.vault;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secrets.http.Remote;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a secret id out of its wrapping (response wrapping): it travelled in a token that opens once, so that who finds it opened
 * knows that somebody else has it.
 */
public final class Wrapping {
    private static final int OK = 200;

    private Wrapping() {}

    /**
     * The secret id.
     *
     * @throws IllegalArgumentException when it was opened before, or is not what an AppRole makes: an alarm, and not a matter of trying again
     */
    public static Secret secretId(URI address, Optional<String> namespace, String mount, Secret token) {
        var remote = new Remote("vault", address);
        var headers = new HashMap<String, String>(Map.of("X-Vault-Request", "true"));
        namespace.ifPresent(each -> headers.put("X-Vault-Namespace", each));
        requireOrigin(remote, headers, mount, token);
        headers.put("X-Vault-Token", token.reveal(text -> text));
        var answer = remote.ask("POST", "/v1/sys/wrapping/unwrap", headers, JsonObject.EMPTY);
        if (answer.status() != OK) throw opened();
        return answer.body()
                .object("data")
                .flatMap(data -> data.string("secret_id"))
                .filter(id -> !id.isEmpty())
                .map(Secret::new)
                .orElseThrow(Wrapping::opened);
    }

    /** Whoever took the secret id could have wrapped something else in its place. */
    private static void requireOrigin(Remote remote, Map<String, String> headers, String mount, Secret token) {
        var asked = token.reveal(text -> JsonObject.with("token", text).build());
        var answer = remote.ask("POST", "/v1/sys/wrapping/lookup", headers, asked);
        if (answer.status() != OK) throw opened();
        var path = answer.body()
                .object("data")
                .flatMap(data -> data.string("creation_path"))
                .orElse("");
        if (!path.startsWith("auth/" + mount + "/role/") || !path.endsWith("/secret-id"))
            throw new IllegalArgumentException("wrapping_intercepted: what is wrapped was not made as a secret id of \""
                    + mount + "\": ask who sent it");
    }

    private static IllegalArgumentException opened() {
        return new IllegalArgumentException(
                "wrapping_intercepted: the wrapping was opened before, or its time is over: destroy that"
                        + " secret id in Vault, have a new one wrapped, and ask who had it");
    }
}
