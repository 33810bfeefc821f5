package dev.bailiwick.secrets.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tested against a double. */
class KeyVaultTest extends SecretBackendContract {
    private final ManualClock clock = new ManualClock();
    private AzureDouble azure = absent();

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static AzureDouble absent() {
        return null;
    }

    @BeforeEach
    void start() throws IOException {
        azure = new AzureDouble(clock);
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private SecretBackend at(URI address) {
        return new KeyVault(
                "keyvault",
                address,
                AzureDouble.application(address),
                Map.of("crm", "crm", "payroll", "payroll"),
                clock);
    }

    @Override
    protected SecretBackend backend() {
        return at(azure.address());
    }

    @Override
    protected SecretBackend away() {
        return at(URI.create("http://127.0.0.1:1"));
    }

    @Override
    protected String secret() {
        return "crm";
    }

    @Override
    protected String excessive() {
        return "payroll";
    }

    @Override
    protected boolean opens(Lease lease, Secret secret) {
        return secret.reveal(azure::knows);
    }

    private Lease lent(int number) {
        var lease = lease(number, "crm", Duration.ofDays(30));
        return lease.named(backend().issue(lease).reference());
    }

    @Test
    void ended_its_version_is_disabled_and_a_lease_of_it_gets_nothing_and_is_told_why() {
        var old = lent(300);
        azure.renewed("v2");
        var fresh = lent(301);
        backend().revoke(old);
        assertThat(azure.enabled("v1")).isFalse();
        assertThatThrownBy(() -> backend().issue(old))
                .isInstanceOf(BackendUnavailable.class)
                .hasMessageContaining("has this version disabled");
        boolean newest = backend().issue(fresh).secret().matches("value of v2");
        assertThat(newest).isTrue();
    }

    @Test
    void what_was_never_lent_disables_nothing() {
        backend().revoke(lease(302, "crm", Duration.ofDays(30)));
        assertThat(azure.enabled("v1")).isTrue();
    }
}
