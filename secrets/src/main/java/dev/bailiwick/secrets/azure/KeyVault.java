package dev.bailiwick.secrets.azure;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.secrets.http.Remote;
import dev.bailiwick.secrets.http.Remote.Answer;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values that somebody keeps in Key Vault. A new version there is the next credential; ending the old one disables its version, so that nobody reads it
 * there again, and a person ends it where it opens something.
 */
public final class KeyVault implements SecretBackend {
    private static final String VERSION = "?api-version=7.4";
    private static final String SCOPE = "https://vault.azure.net/.default";

    private final String name;
    private final Map<String, String> secrets;
    private final Entra entra;
    private final Remote remote;

    /**
     * @param vault such as {@code https://crm.vault.azure.net}
     * @param secrets the name there of each name that a key may ask for
     */
    public KeyVault(String name, URI vault, Application application, Map<String, String> secrets, InstantSource clock) {
        this.name = name;
        this.secrets = Map.copyOf(secrets);
        if (!secrets.values().stream().allMatch(secret -> secret.matches("[A-Za-z0-9-]{1,127}")))
            throw new IllegalArgumentException("a secret's name there has letters, digits and hyphens");
        this.entra = new Entra(name, application, clock);
        this.remote = new Remote(name, vault);
    }

    /** @throws JsonException when the settings are not complete */
    public static KeyVault of(String name, Fields fields, InstantSource clock) {
        var secrets = new LinkedHashMap<String, String>();
        var named = fields.object("grants");
        var each = Fields.of(named);
        named.members().keySet().forEach(grant -> secrets.put(grant, each.text(grant)));
        return new KeyVault(name, fields.parsed("vault", URI::create), Application.of(fields), secrets, clock);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RevocationClass revocation() {
        return RevocationClass.HUMAN_ONLY;
    }

    @Override
    public boolean standing() {
        return true;
    }

    /** The version this lease got before; else the newest. */
    @Override
    public Issued issue(Lease lease) {
        var answer = ask("GET", path(lease), JsonObject.EMPTY);
        if (answer.status() != 200) throw failed(answer);
        try {
            var fields = Fields.of(answer.body());
            var id = fields.text("id");
            return new Issued(new Secret(fields.text("value")), id.substring(id.lastIndexOf('/') + 1));
        } catch (JsonException | IllegalArgumentException _) {
            // its message would quote the answer
            throw new BackendUnavailable("\"" + name + "\" gave no value");
        }
    }

    private String path(Lease lease) {
        return "/secrets/" + secret(lease) + (lease.reference().isEmpty() ? "" : "/" + lease.reference()) + VERSION;
    }

    private String secret(Lease lease) {
        return Optional.ofNullable(secrets.get(lease.secret().name()))
                .orElseThrow(() -> new BackendUnavailable(
                        "\"" + name + "\" grants no \"" + lease.secret().name() + "\""));
    }

    private Answer ask(String method, String path, JsonObject body) {
        var token = entra.token(SCOPE).access();
        return remote.ask(method, path, Map.of("Authorization", token.reveal(text -> "Bearer " + text)), body);
    }

    /** What somebody made has the end that they gave it. */
    @Override
    public Secret renew(Lease longer, Secret held) {
        return held;
    }

    @Override
    public Ending revoke(Lease lease) {
        if (!lease.reference().isEmpty()) disable(lease);
        return new Ending.ByPerson("end the credential that was behind " + secret(lease) + " of \"" + name
                + "\" where it was made; its version there is disabled");
    }

    private void disable(Lease lease) {
        var disabled = JsonObject.builder().and("enabled", false).build();
        var answer = ask(
                "PATCH", path(lease), JsonObject.with("attributes", disabled).build());
        if (answer.status() != 200 && answer.status() != 404) throw failed(answer);
    }

    @Override
    public Standing probe(Lease lease) {
        return Standing.UNKNOWN;
    }

    private BackendUnavailable failed(Answer answer) {
        var disabled = answer.body()
                .object("error")
                .flatMap(error -> error.object("innererror"))
                .flatMap(inner -> inner.string("code"))
                .filter("SecretDisabled"::equals)
                .isPresent();
        var why = switch (answer.status()) {
            case 403 -> disabled ? "has this version disabled: it is not lent" : "does not let us read that";
            case 404 -> "has no such secret";
            default -> "did not do it";
        };
        return new BackendUnavailable("\"" + name + "\" " + why + " (" + answer.status() + ")");
    }
}
