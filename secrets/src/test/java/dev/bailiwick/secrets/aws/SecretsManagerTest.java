package dev.bailiwick.secrets.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.AwsKey;
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
class SecretsManagerTest extends SecretBackendContract {
    private final ManualClock clock = new ManualClock();
    private AwsDouble aws = absent();

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static AwsDouble absent() {
        return null;
    }

    @BeforeEach
    void start() throws IOException {
        aws = new AwsDouble(clock);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private SecretBackend at(URI address) {
        return new SecretsManager(
                "secrets",
                new SecretsManager.Settings(
                        address,
                        "eu-central-1",
                        AwsKey.of(new Secret(AwsDouble.KEY)),
                        Map.of("crm", "crm/api", "payroll", "payroll/api")),
                clock);
    }

    @Override
    protected SecretBackend backend() {
        return at(aws.address());
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
        return secret.reveal(aws::isCurrent);
    }

    private Lease lent(int number) {
        var lease = lease(number, "crm", Duration.ofDays(30));
        return lease.named(backend().issue(lease).reference());
    }

    @Test
    void what_waits_is_taken_tried_and_then_becomes_the_current_one() {
        var old = lent(300);
        aws.lay("version-2", "value-2");
        var fresh = lent(301);
        assertThat(fresh.reference()).isEqualTo("version-2");
        assertThat(aws.at("AWSCURRENT")).isEqualTo("version-1");
        backend().promote(fresh);
        assertThat(aws.at("AWSCURRENT")).isEqualTo("version-2");
        assertThat(aws.at("AWSPREVIOUS")).isEqualTo("version-1");
        assertThat(aws.at("AWSPENDING")).isEmpty();
        boolean stillOld = backend().issue(old).secret().matches("value-1");
        assertThat(stillOld).isTrue();
    }

    @Test
    void broken_off_between_the_stages_it_is_finished_by_doing_it_again() {
        aws.lay("version-2", "value-2");
        var fresh = lent(302);
        for (int moves = 0; moves < 2; moves++) {
            aws.movesLeft.set(moves);
            assertThatThrownBy(() -> backend().promote(fresh)).isInstanceOf(BackendUnavailable.class);
        }
        aws.movesLeft.set(100);
        backend().promote(fresh);
        backend().promote(fresh);
        assertThat(aws.at("AWSCURRENT")).isEqualTo("version-2");
        assertThat(aws.at("AWSPENDING")).isEmpty();
    }

    @Test
    void throttled_it_fails_closed() {
        aws.throttles = true;
        assertThatThrownBy(() -> lent(303))
                .isInstanceOf(BackendUnavailable.class)
                .hasMessageContaining("too often");
    }
}
