package dev.bailiwick.secrets.vault;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tested against a double. */
class VaultKvTest extends SecretBackendContract {
    private VaultDouble vault = absent();

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static VaultDouble absent() {
        return null;
    }

    @BeforeEach
    void start() throws IOException {
        vault = new VaultDouble();
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    private static SecretBackend values(URI address) {
        return new VaultKv("vault-kv", VaultDatabaseTest.settings(address, "secret/data/crm#api_key"));
    }

    @Override
    protected SecretBackend backend() {
        return values(vault.address());
    }

    @Override
    protected SecretBackend away() {
        return values(URI.create("http://127.0.0.1:1"));
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
        return secret.matches("a-value-in-vault");
    }
}
