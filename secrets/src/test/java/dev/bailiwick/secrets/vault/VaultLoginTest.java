package dev.bailiwick.secrets.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.testing.Specimens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform's token, and a secret id that comes wrapped. Tested against a double. */
class VaultLoginTest {
    private static final Secret WRAPPED = new Secret("hvs.wrapping-canary");

    @TempDir
    private Path folder = Path.of("");

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

    private Path token(String text) throws IOException {
        return Files.writeString(folder.resolve("token"), text + "\n");
    }

    private VaultDatabase by(Login login) {
        var settings =
                new Settings(vault.address(), Optional.empty(), login, Map.of("read", "database/creds/crm-read"));
        return new VaultDatabase("vault-crm", settings, InstantSource.system());
    }

    private VaultDatabase byWorkload() {
        return by(new Login.Workload("jwt", "bailiwick", folder.resolve("token")));
    }

    private static Lease lease() {
        var now = Instant.now();
        var key = Specimens.serviceKey("crm", "vault-crm/read");
        return Lease.intended("lease-000000000001", key, now, now.plus(Duration.ofMinutes(5)));
    }

    @Test
    void the_platform_s_token_opens_and_is_read_anew_for_each_login() throws IOException {
        token(vault.jwt);
        var backend = byWorkload();
        assertThat(backend.issue(lease())).isNotNull();
        vault.forgetTokens();
        vault.jwt = "header.claims-2.signature";
        assertThatThrownBy(() -> backend.issue(lease())).isInstanceOf(BackendUnavailable.class);
        token(vault.jwt);
        assertThat(backend.issue(lease())).isNotNull();
    }

    @Test
    void a_file_that_holds_no_token_is_sent_nowhere_and_not_quoted() throws IOException {
        token("a private canary");
        assertThatThrownBy(() -> byWorkload().issue(lease()))
                .isInstanceOf(BackendUnavailable.class)
                .hasMessageContaining("holds no token")
                .hasMessageNotContaining("canary");
        Files.delete(folder.resolve("token"));
        assertThatThrownBy(() -> byWorkload().issue(lease())).hasMessageContaining("cannot be read");
        assertThat(vault.addresses).isEmpty();
    }

    private Secret unwrapped() {
        return Wrapping.secretId(vault.address(), Optional.empty(), "approle", WRAPPED);
    }

    @Test
    void a_wrapped_secret_id_is_taken_out_once_and_opens() {
        vault.wraps.put("hvs.wrapping-canary", "auth/approle/role/bailiwick/secret-id");
        var secretId = unwrapped();
        assertThat(by(new Login.AppRole("approle", VaultDouble.ROLE, secretId)).issue(lease()))
                .isNotNull();
    }

    @Test
    void one_that_was_opened_before_is_an_alarm() {
        vault.wraps.put("hvs.wrapping-canary", "auth/approle/role/bailiwick/secret-id");
        unwrapped();
        assertThatThrownBy(this::unwrapped)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wrapping_intercepted")
                .hasMessageContaining("destroy that secret id")
                .hasMessageNotContaining("canary");
    }

    @Test
    void something_else_in_its_place_is_an_alarm_and_stays_wrapped() {
        vault.wraps.put("hvs.wrapping-canary", "cubbyhole/somebody");
        assertThatThrownBy(this::unwrapped).hasMessageContaining("wrapping_intercepted");
        assertThat(vault.wraps).isNotEmpty();
    }
}
