package dev.bailiwick.secrets.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.credential.SecretBackend.Ending;
import dev.bailiwick.procedure.credential.SecretBackend.Standing;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import dev.bailiwick.secrets.testing.Rsa;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tested against a double. */
class EntraTokensTest extends SecretBackendContract {
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

    private SecretBackend as(Application application) {
        return new EntraTokens(
                "entra",
                application,
                Map.of(
                        "mail",
                        "https://graph.microsoft.com/.default",
                        "manage",
                        "https://management.azure.com/.default"),
                clock);
    }

    @Override
    protected SecretBackend backend() {
        return as(AzureDouble.application(azure.address()));
    }

    @Override
    protected SecretBackend away() {
        return as(AzureDouble.application(URI.create("http://127.0.0.1:1")));
    }

    @Override
    protected String secret() {
        return "mail";
    }

    @Override
    protected String excessive() {
        return "manage";
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected boolean opens(Lease lease, Secret secret) {
        return secret.reveal(azure::opens);
    }

    @Test
    void its_end_is_the_one_that_was_named_and_not_the_lease_s() {
        var lease = lease(300, "mail", Duration.ofMinutes(5));
        var named = lease.named(backend().issue(lease).reference());
        var end = clock.instant().plusSeconds(3599);
        assertThat(backend().revoke(named)).isEqualTo(new Ending.Lapses(end));
        clock.advance(Duration.ofMinutes(30));
        assertThat(backend().probe(named)).isEqualTo(Standing.UNKNOWN);
        clock.set(end);
        assertThat(backend().probe(named)).isEqualTo(Standing.REFUSED);
    }

    @Test
    void of_one_whose_answer_was_lost_nobody_says_that_it_is_over_before_none_can_be_alive() {
        var lease = lease(301, "mail", Duration.ofMinutes(5));
        assertThat(backend().revoke(lease))
                .isEqualTo(new Ending.Lapses(lease.issued().plus(Duration.ofMinutes(90))));
    }

    @Test
    void a_disabled_application_and_another_key_give_nothing_and_say_so() {
        var lease = lease(302, "mail", Duration.ofMinutes(5));
        assertThatThrownBy(() -> as(AzureDouble.application(azure.address(), Rsa.fresh()))
                        .issue(lease))
                .isInstanceOf(BackendUnavailable.class)
                .hasMessageContaining("does not know us")
                .hasMessageNotContaining("canary");
        azure.disabled = true;
        assertThatThrownBy(() -> backend().issue(lease)).hasMessageContaining("has disabled the application");
    }
}
