package dev.bailiwick.app.wiring;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.credential.SecretRef;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.credential.Backends;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.secrets.aws.AwsSessions;
import dev.bailiwick.secrets.aws.SecretsManager;
import dev.bailiwick.secrets.aws.SessionSettings;
import dev.bailiwick.secrets.azure.EntraTokens;
import dev.bailiwick.secrets.azure.KeyVault;
import dev.bailiwick.secrets.cyberark.CentralProvider;
import dev.bailiwick.secrets.cyberark.Conjur;
import dev.bailiwick.secrets.gcp.Impersonation;
import dev.bailiwick.secrets.github.GitHubApp;
import dev.bailiwick.secrets.oauth.OAuth;
import dev.bailiwick.secrets.openssh.SshCertificates;
import dev.bailiwick.secrets.postgres.PostgresRoles;
import dev.bailiwick.secrets.root.RootKey;
import dev.bailiwick.secrets.sealedfile.Seal;
import dev.bailiwick.secrets.sealedfile.SealBroken;
import dev.bailiwick.secrets.sealedfile.SealedFile;
import dev.bailiwick.secrets.sealedfile.SealedSettings;
import dev.bailiwick.secrets.vault.VaultDatabase;
import dev.bailiwick.secrets.vault.VaultKv;
import dev.bailiwick.secrets.vault.Wrapping;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The backends that people connected, from their sealed settings. The sealed file is always one of them.
 *
 * @param lost what could not be opened and why: nothing is lent from it, and everything else goes on
 */
record ConnectedBackends(
        SealedFile sealed, SealedSettings settings, Backends all, List<String> lost, InstantSource clock) {
    private static final List<String> KINDS = List.of(
            "postgres",
            "openssh",
            "vault-database",
            "vault-kv",
            "oauth",
            "github-app",
            "aws-sessions",
            "aws-secrets",
            "gcp",
            "entra",
            "azure-key-vault",
            "conjur",
            "cyberark-ccp");

    private static final Set<String> ROOTED = Set.of("postgres", "openssh", "oauth", "github-app", "aws-sessions");

    static ConnectedBackends in(Path keys, Seal seal, InstantSource clock) {
        var sealed = new SealedFile(keys.resolve("secrets.sealed"), seal);
        var settings = new SealedSettings(keys.resolve("backends.sealed"), seal);
        List<SecretBackend> backends = new ArrayList<>(List.of(sealed));
        List<String> lost = new ArrayList<>();
        try {
            var named = settings.all();
            named.members().keySet().forEach(name -> {
                try {
                    named.object(name).ifPresent(each -> backends.add(backend(name, each, settings, clock)));
                } catch (IllegalArgumentException e) {
                    lost.add(e.getMessage());
                }
            });
        } catch (SealBroken e) {
            lost.add(e.getMessage());
        }
        return new ConnectedBackends(sealed, settings, new Backends(backends), List.copyOf(lost), clock);
    }

    /**
     * Connects a backend from now on. Who connects it again keeps its root key: what was made under it must still be tried.
     *
     * @return what a person must tell the other side
     */
    JsonObject connect(String name, JsonObject wanted) {
        new SecretRef(name, "any");
        if (name.equals(sealed.name())) throw new IllegalArgumentException("the sealed file is connected always");
        var whole = unwrapped(wanted);
        var rooted = derives(whole) ? whole.plus("root", new JsonString(root(name))) : whole;
        var backend = backend(name, rooted, settings, clock);
        settings.put(name, rooted);
        all.put(backend);
        return told(backend);
    }

    /** A secret id that came wrapped is taken out now, once, and sealed. */
    private static JsonObject unwrapped(JsonObject wanted) {
        var wrapped = wanted.string("wrappedSecretId");
        if (wrapped.isEmpty()) return wanted;
        var secret = Wrapping.secretId(
                wanted.string("address").map(URI::create).orElseThrow(() -> new IllegalArgumentException("no address")),
                wanted.string("namespace"),
                wanted.string("mount").orElse("approle"),
                new Secret(wrapped.get()));
        return secret.reveal(id -> wanted.minus("wrappedSecretId").plus("secretId", new JsonString(id)));
    }

    /** Whether what it makes follows from a root key of ours, or what is kept of it is sealed with one. */
    private static boolean derives(JsonObject wanted) {
        return !wanted.has("root") && ROOTED.contains(wanted.string("kind").orElse(""));
    }

    private String root(String name) {
        return settings.of(name)
                .flatMap(before -> before.string("root"))
                .orElseGet(() -> RootKey.fresh().reveal(text -> text));
    }

    private static JsonObject told(SecretBackend backend) {
        var told = JsonObject.with("backend", backend.name()).and("revocation", Fields.spelling(backend.revocation()));
        if (backend instanceof SshCertificates ssh) told.and("authority", ssh.authority());
        return told.build();
    }

    private static dev.bailiwick.secrets.vault.Settings vault(Fields fields) {
        return dev.bailiwick.secrets.vault.Settings.of(fields);
    }

    /** Each refresh token is used once: the next one takes its place in the sealed settings. */
    private static OAuth oauth(String name, Fields fields, SealedSettings kept, InstantSource clock) {
        var settings = dev.bailiwick.secrets.oauth.Settings.of(fields);
        return new OAuth(name, settings, clock, next -> {
            var now = kept.of(name).orElseThrow(() -> new IllegalStateException("the settings are gone"));
            kept.put(name, next.reveal(text -> now.plus("refreshToken", new JsonString(text))));
        });
    }

    private static SecretBackend backend(String name, JsonObject settings, SealedSettings kept, InstantSource clock) {
        var fields = Fields.of(settings);
        try {
            var kind = fields.text("kind");
            var backend = switch (kind) {
                case "postgres" -> new PostgresRoles(name, dev.bailiwick.secrets.postgres.Settings.of(fields));
                case "openssh" -> new SshCertificates(name, dev.bailiwick.secrets.openssh.Settings.of(fields), clock);
                case "vault-database" -> new VaultDatabase(name, vault(fields), clock);
                case "vault-kv" -> new VaultKv(name, vault(fields));
                case "oauth" -> oauth(name, fields, kept, clock);
                case "github-app" -> new GitHubApp(name, dev.bailiwick.secrets.github.Settings.of(fields), clock);
                case "aws-sessions" -> new AwsSessions(name, SessionSettings.of(fields), clock);
                case "aws-secrets" -> new SecretsManager(name, SecretsManager.Settings.of(fields), clock);
                case "gcp" -> new Impersonation(name, dev.bailiwick.secrets.gcp.Settings.of(fields), clock);
                case "entra" -> EntraTokens.of(name, fields, clock);
                case "azure-key-vault" -> KeyVault.of(name, fields, clock);
                case "conjur" -> Conjur.of(name, fields);
                case "cyberark-ccp" -> CentralProvider.of(name, fields);
                default -> throw new IllegalArgumentException("no kind of backend: " + String.join(", ", KINDS));
            };
            fields.end();
            return backend;
        } catch (JsonException e) {
            throw new IllegalArgumentException(
                    "the settings of \"" + name + "\" are not complete: " + e.getMessage(), e);
        }
    }
}
