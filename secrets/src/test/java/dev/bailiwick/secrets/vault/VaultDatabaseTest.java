package dev.bailiwick.secrets.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.credential.SecretBackend.Ending;
import dev.bailiwick.procedure.credential.SecretBackend.Standing;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import dev.bailiwick.secrets.vault.VaultDouble.Mood;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tested against a double. */
class VaultDatabaseTest extends SecretBackendContract {
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

    static Settings settings(URI address, String path) {
        return new Settings(
                address,
                Optional.empty(),
                new Login.AppRole("approle", VaultDouble.ROLE, new Secret(VaultDouble.SECRET_ID)),
                Map.of("read", path));
    }

    private static SecretBackend database(URI address) {
        return new VaultDatabase("vault-crm", settings(address, "database/creds/crm-read"), InstantSource.system());
    }

    @Override
    protected SecretBackend backend() {
        return database(vault.address());
    }

    @Override
    protected SecretBackend away() {
        return database(URI.create("http://127.0.0.1:1"));
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
        return secret.reveal(text -> {
            int colon = text.indexOf(':');
            return vault.opens(text.substring(0, colon), text.substring(colon + 1));
        });
    }

    private Lease issued(int number) {
        var lease = lease(number, "read", Duration.ofMinutes(5));
        return lease.named(backend().issue(lease).reference());
    }

    @Test
    void queued_is_never_told_as_ended() {
        var lease = issued(300);
        vault.mood = Mood.ONLY_QUEUES;
        assertThat(backend().revoke(lease)).isEqualTo(new Ending.Queued());
        assertThat(backend().probe(lease)).isEqualTo(Standing.ACCEPTED);
        vault.mood = Mood.WELL;
        assertThat(backend().revoke(lease)).isEqualTo(new Ending.Done());
        assertThat(backend().probe(lease)).isEqualTo(Standing.REFUSED);
    }

    @Test
    void what_nobody_can_name_is_ended_with_everything_of_its_path() {
        var lease = lease(301, "read", Duration.ofMinutes(5));
        vault.mood = Mood.LOSES_ITS_ANSWER;
        assertThatThrownBy(() -> backend().issue(lease)).isInstanceOf(BackendUnavailable.class);
        assertThat(vault.alive()).isEqualTo(1);
        vault.mood = Mood.WELL;
        assertThat(backend().probe(lease)).isEqualTo(Standing.UNKNOWN);
        assertThat(backend().revoke(lease)).isEqualTo(new Ending.Done());
        assertThat(backend().probe(lease)).isEqualTo(Standing.REFUSED);
        assertThat(vault.alive()).isZero();
    }

    @Test
    void a_lost_answer_to_revoking_is_made_good_by_asking_again() {
        var lease = issued(302);
        vault.mood = Mood.LOSES_ITS_ANSWER;
        assertThatThrownBy(() -> backend().revoke(lease)).isInstanceOf(BackendUnavailable.class);
        vault.mood = Mood.WELL;
        assertThat(backend().revoke(lease)).isEqualTo(new Ending.Done());
    }

    @Test
    void sealed_or_failing_it_is_not_ended() {
        var lease = issued(303);
        vault.mood = Mood.SEALED;
        assertThatThrownBy(() -> backend().revoke(lease)).hasMessageContaining("sealed");
        assertThatThrownBy(() -> backend().probe(lease)).hasMessageContaining("sealed");
        vault.mood = Mood.DATABASE_AWAY;
        assertThatThrownBy(() -> backend().revoke(lease)).hasMessageContaining("(500)");
        assertThat(backend().probe(lease)).isEqualTo(Standing.ACCEPTED);
    }

    @Test
    void asked_too_often_it_is_waited_for_once_and_briefly() {
        var lease = issued(304);
        vault.mood = Mood.BUSY_ONCE;
        assertThat(backend().revoke(lease)).isEqualTo(new Ending.Done());
        vault.mood = Mood.BUSY;
        assertThatThrownBy(() -> backend().revoke(lease)).hasMessageContaining("too often");
    }

    @Test
    void a_token_that_ended_is_made_good_by_one_login() {
        var backend = backend();
        var lease = lease(305, "read", Duration.ofMinutes(5));
        backend.issue(lease);
        vault.forgetTokens();
        assertThat(backend.issue(lease)).isNotNull();
    }

    @Test
    void a_wrong_secret_id_gives_nothing_and_is_not_said() {
        var wrong = new Settings(
                vault.address(),
                Optional.empty(),
                new Login.AppRole("approle", VaultDouble.ROLE, new Secret("wrong-canary")),
                Map.of("read", "database/creds/crm-read"));
        var lease = lease(306, "read", Duration.ofMinutes(5));
        assertThatThrownBy(() -> new VaultDatabase("v", wrong, InstantSource.system()).issue(lease))
                .isInstanceOf(BackendUnavailable.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void no_lease_is_named_in_an_address() {
        var lease = issued(307);
        backend().renew(lease, new Secret("held"));
        backend().probe(lease);
        backend().revoke(lease);
        assertThat(vault.addresses).isNotEmpty().noneMatch(address -> address.contains(lease.reference()));
    }

    @Test
    void a_service_elsewhere_is_asked_with_tls_alone() {
        assertThatThrownBy(() -> database(URI.create("http://vault.example.com")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
