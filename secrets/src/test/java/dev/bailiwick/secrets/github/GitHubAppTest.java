package dev.bailiwick.secrets.github;

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
import dev.bailiwick.secrets.github.Settings.Grant;
import dev.bailiwick.secrets.root.RootKey;
import dev.bailiwick.secrets.testing.HttpDouble.Mood;
import dev.bailiwick.secrets.testing.Rsa;
import dev.bailiwick.secrets.token.Assertion;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tested against a double. */
class GitHubAppTest extends SecretBackendContract {
    private static final RootKey ROOT = new RootKey(RootKey.fresh());

    private final ManualClock clock = new ManualClock();
    private GitHubDouble github = absent();

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static GitHubDouble absent() {
        return null;
    }

    @BeforeEach
    void start() throws IOException {
        github = new GitHubDouble(clock);
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private SecretBackend at(URI address, Rsa key) {
        var settings = new Settings(
                address,
                "4711",
                77,
                new Assertion(new Secret(key.pem())),
                ROOT,
                Map.of(
                        "read", new Grant(List.of("crm"), Map.of("contents", "read")),
                        "infra", new Grant(List.of("infra"), Map.of("contents", "read")),
                        "write", new Grant(List.of("crm"), Map.of("contents", "write"))));
        return new GitHubApp("github", settings, clock);
    }

    @Override
    protected SecretBackend backend() {
        return at(github.address(), github.key);
    }

    @Override
    protected SecretBackend away() {
        return at(URI.create("http://127.0.0.1:1"), github.key);
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
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected boolean opens(Lease lease, Secret secret) {
        return secret.reveal(github::opens);
    }

    private Lease issued(int number, String what) {
        var lease = lease(number, what, Duration.ofMinutes(5));
        return lease.named(backend().issue(lease).reference());
    }

    @Test
    void another_repository_or_more_rights_than_the_app_has_are_refused_there() {
        assertThatThrownBy(() -> issued(300, "infra")).hasMessageContaining("does not grant that much");
        assertThatThrownBy(() -> issued(301, "write")).hasMessageContaining("does not grant that much");
        assertThat(github.living()).isZero();
    }

    @Test
    void a_grant_of_admin_is_no_setting() {
        assertThatThrownBy(() -> new Grant(List.of("crm"), Map.of("administration", "admin")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_token_that_may_do_more_than_was_asked_is_ended_and_not_lent() {
        github.generous = true;
        assertThatThrownBy(() -> issued(302, "read")).hasMessageContaining("more than it was asked for");
        assertThat(github.living()).isZero();
    }

    @Test
    void another_key_and_a_suspended_installation_give_nothing_and_say_so() {
        var lease = lease(303, "read", Duration.ofMinutes(5));
        assertThatThrownBy(() -> at(github.address(), Rsa.fresh()).issue(lease))
                .isInstanceOf(BackendUnavailable.class)
                .hasMessageContaining("does not know the app");
        github.suspended = true;
        assertThatThrownBy(() -> backend().issue(lease)).hasMessageContaining("suspended");
    }

    @Test
    void a_lost_answer_to_ending_is_made_good_by_asking_again() {
        var lease = issued(304, "read");
        github.mood = Mood.LOSES_ITS_ANSWER;
        assertThatThrownBy(() -> backend().revoke(lease)).isInstanceOf(BackendUnavailable.class);
        github.mood = Mood.WELL;
        assertThat(backend().revoke(lease)).isEqualTo(new Ending.Done());
        assertThat(backend().probe(lease)).isEqualTo(Standing.REFUSED);
    }

    @Test
    void what_a_lost_answer_gave_lives_an_hour_and_counts_as_alive_until_then() {
        github.mood = Mood.LOSES_ITS_ANSWER;
        var lease = lease(305, "read", Duration.ofMinutes(5));
        assertThatThrownBy(() -> backend().issue(lease)).isInstanceOf(BackendUnavailable.class);
        github.mood = Mood.WELL;
        assertThat(github.living()).isEqualTo(1);
        assertThat(backend().revoke(lease))
                .isEqualTo(new Ending.Lapses(lease.issued().plus(Duration.ofHours(1))));
        assertThat(backend().probe(lease)).isEqualTo(Standing.UNKNOWN);
        clock.advance(Duration.ofHours(1));
        assertThat(backend().probe(lease)).isEqualTo(Standing.REFUSED);
    }

    @Test
    void away_it_is_never_told_as_ended() {
        var lease = issued(306, "read");
        github.mood = Mood.AWAY;
        assertThatThrownBy(() -> backend().revoke(lease)).hasMessageContaining("(503)");
        assertThat(backend().probe(lease)).isEqualTo(Standing.UNKNOWN);
    }
}
