package dev.bailiwick.secrets.vault;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import dev.bailiwick.secrets.http.Remote;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/**
 * The same contract on a real Vault or OpenBao: {@code VAULT_ADDR}, a {@code VAULT_TOKEN} that may set it up, and {@code
 * VAULT_TEST_DATABASE}, a PostgreSQL as {@code host:port/name} that Vault reaches, with {@code VAULT_TEST_USER} and {@code
 * VAULT_TEST_PASSWORD} that may create roles there. It mounts {@code bw-approle} and {@code bw-database}.
 */
class RealVaultTest extends SecretBackendContract {
    private static final String POLICY = """
            path "bw-database/creds/crm-read" { capabilities = ["read"] }
            path "sys/leases/*" { capabilities = ["update"] }
            path "sys/leases/revoke-prefix/*" { capabilities = ["update", "sudo"] }
            path "sys/leases/lookup/*" { capabilities = ["list", "sudo"] }
            """;

    private static String roleId = "";
    private static String secretId = "";

    private static String environment(String name) {
        var value = System.getenv(name);
        if (value == null || value.isBlank()) {
            var message = "skipped: no real Vault (" + name + " is not set)";
            System.err.println(message);
            return Assumptions.abort(message);
        }
        return value;
    }

    @BeforeAll
    static void setUp() {
        var address = URI.create(environment("VAULT_ADDR"));
        var remote = new Remote("vault", address);
        var token = Map.of("X-Vault-Token", environment("VAULT_TOKEN"));
        ask(
                remote,
                token,
                "sys/auth/bw-approle",
                JsonObject.with("type", "approle").build());
        ask(
                remote,
                token,
                "sys/mounts/bw-database",
                JsonObject.with("type", "database").build());
        ask(
                remote,
                token,
                "sys/policies/acl/bw",
                JsonObject.with("policy", POLICY).build());
        ask(
                remote,
                token,
                "bw-database/config/crm",
                JsonObject.with("plugin_name", "postgresql-database-plugin")
                        .and("allowed_roles", "crm-read")
                        .and(
                                "connection_url",
                                "postgresql://{{username}}:{{password}}@" + environment("VAULT_TEST_DATABASE"))
                        .and("username", environment("VAULT_TEST_USER"))
                        .and("password", environment("VAULT_TEST_PASSWORD"))
                        .build());
        ask(
                remote,
                token,
                "bw-database/roles/crm-read",
                JsonObject.with("db_name", "crm")
                        .and("default_ttl", "1h")
                        .and("max_ttl", "8h")
                        .and(
                                "creation_statements",
                                JsonArray.ofStrings(
                                        List.of(
                                                "CREATE ROLE \"{{name}}\" LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}'")))
                        .build());
        ask(
                remote,
                token,
                "auth/bw-approle/role/bw",
                JsonObject.with("token_policies", "bw").build());
        roleId = data(remote.ask("GET", "/v1/auth/bw-approle/role/bw/role-id", token, JsonObject.EMPTY), "role_id");
        secretId =
                data(remote.ask("POST", "/v1/auth/bw-approle/role/bw/secret-id", token, JsonObject.EMPTY), "secret_id");
    }

    /** Mounting what is mounted already is no error here. */
    private static void ask(Remote remote, Map<String, String> token, String path, JsonObject body) {
        remote.ask("POST", "/v1/" + path, token, body);
    }

    private static String data(Remote.Answer answer, String name) {
        return answer.body().object("data").flatMap(data -> data.string(name)).orElseThrow();
    }

    private static SecretBackend vault(URI address) {
        return new VaultDatabase(
                "vault-crm",
                new Settings(
                        address,
                        Optional.empty(),
                        new Login.AppRole("bw-approle", roleId, new Secret(secretId)),
                        Map.of("read", "bw-database/creds/crm-read")),
                InstantSource.system());
    }

    @Override
    protected SecretBackend backend() {
        return vault(URI.create(environment("VAULT_ADDR")));
    }

    @Override
    protected SecretBackend away() {
        return vault(URI.create("http://127.0.0.1:1"));
    }

    @Override
    protected String secret() {
        return "read";
    }

    @Override
    protected String excessive() {
        return "write";
    }

    @Override
    protected boolean opens(Lease lease, Secret secret) {
        var url = "jdbc:postgresql://" + environment("VAULT_TEST_DATABASE");
        return secret.reveal(text -> {
            int colon = text.indexOf(':');
            try (var _ = DriverManager.getConnection(url, text.substring(0, colon), text.substring(colon + 1))) {
                return true;
            } catch (SQLException _) {
                return false;
            }
        });
    }
}
