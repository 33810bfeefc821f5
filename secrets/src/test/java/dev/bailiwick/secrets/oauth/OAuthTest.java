package dev.bailiwick.secrets.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.credential.SecretBackend.Ending;
import dev.bailiwick.procedure.credential.SecretBackend.Standing;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import dev.bailiwick.secrets.oauth.Settings.Client;
import dev.bailiwick.secrets.oauth.Settings.Grant;
import dev.bailiwick.secrets.root.RootKey;
import dev.bailiwick.secrets.testing.HttpDouble.Mood;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tested against a double. Case 18 of the attacks: refresh tokens used again, and "inactive" taken for ended. */
class OAuthTest extends SecretBackendContract {
    private static final RootKey ROOT = new RootKey(RootKey.fresh());

    private final AtomicReference<Secret> kept =
            new AtomicReference<>(new Secret(AuthorizationServerDouble.FIRST_REFRESH));
    private final ManualClock clock = new ManualClock();
    private AuthorizationServerDouble server = absent();

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static AuthorizationServerDouble absent() {
        return null;
    }

    @BeforeEach
    void start() throws IOException {
        server = new AuthorizationServerDouble();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Settings settings(URI address, boolean offline) {
        return new Settings(
                address,
                "/token",
                "/revoke",
                Optional.of("/introspect"),
                new Client(AuthorizationServerDouble.CLIENT, new Secret(AuthorizationServerDouble.SECRET)),
                Optional.of(kept.get()),
                offline,
                Duration.ofHours(1),
                ROOT,
                Map.of(
                        "read", new Grant("crm.read", Optional.empty()),
                        "bill", new Grant("crm.read crm.list", Optional.of("billing")),
                        "elsewhere", new Grant("crm.read", Optional.of("payroll")),
                        "write", new Grant("crm.write", Optional.empty())));
    }

    private SecretBackend at(URI address) {
        return new OAuth("idp", settings(address, false), clock, kept::set);
    }

    @Override
    protected SecretBackend backend() {
        return at(server.address());
    }

    @Override
    protected SecretBackend away() {
        return at(URI.create("http://127.0.0.1:1"));
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
        return secret.reveal(token -> server.opens(token, "crm"));
    }

    private Lease issued(int number, String what) {
        var lease = lease(number, what, Duration.ofMinutes(5));
        return lease.named(backend().issue(lease).reference());
    }

    @Test
    void each_refresh_token_is_used_once_and_its_successor_is_durable_first() {
        issued(300, "read");
        assertThat(kept.get().matches(server.refresh)).isTrue();
        issued(301, "read");
        assertThat(kept.get().matches(server.refresh)).isTrue();
    }

    @Test
    void many_at_once_never_use_one_refresh_token_twice() throws InterruptedException, ExecutionException {
        var backend = backend();
        var together = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = java.util.stream.IntStream.range(310, 330)
                    .mapToObj(number -> threads.submit(() -> {
                        together.await();
                        return backend.issue(lease(number, "read", Duration.ofMinutes(5)));
                    }))
                    .toList();
            together.countDown();
            for (var each : all) assertThat(each.get().secret()).isNotNull();
        }
        assertThat(server.living()).isEqualTo(20);
    }

    @Test
    void an_old_refresh_token_brought_back_ends_the_consent_and_a_person_is_asked_for() {
        issued(302, "read");
        kept.set(new Secret(AuthorizationServerDouble.FIRST_REFRESH));
        assertThatThrownBy(() -> issued(303, "read"))
                .isInstanceOf(BackendUnavailable.class)
                .hasMessageContaining("sign in again")
                .hasMessageNotContaining("refresh-");
        assertThat(server.living()).isZero();
    }

    @Test
    void a_token_is_exchanged_for_one_audience_and_the_first_one_ends() {
        var lease = lease(304, "bill", Duration.ofMinutes(5));
        var token = backend().issue(lease).secret();
        boolean billing = token.reveal(text -> server.opens(text, "billing"));
        boolean elsewhere = token.reveal(text -> server.opens(text, "crm"));
        assertThat(billing && !elsewhere).isTrue();
        assertThat(server.living()).isEqualTo(1);
    }

    @Test
    void an_audience_that_is_not_granted_leaves_no_token_behind() {
        assertThatThrownBy(() -> issued(305, "elsewhere")).hasMessageContaining("does not grant this audience");
        assertThat(server.living()).isZero();
    }

    @Test
    void inactive_proves_nothing_where_the_server_never_called_it_active() {
        server.tells = false;
        var lease = issued(306, "read");
        assertThat(backend().revoke(lease)).isEqualTo(new Ending.Done());
        assertThat(backend().probe(lease)).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void a_token_that_may_do_more_than_was_asked_is_ended_and_not_lent() {
        server.generous = true;
        assertThatThrownBy(() -> issued(307, "read")).hasMessageContaining("more than it was asked for");
        assertThat(server.living()).isZero();
    }

    @Test
    void where_services_never_ask_only_expiry_ends_a_token_and_that_is_said() {
        var offline = new OAuth("idp", settings(server.address(), true), clock, kept::set);
        var asked = lease(308, "read", Duration.ofMinutes(5));
        var lease = asked.named(offline.issue(asked).reference());
        assertThat(offline.revocation()).isEqualTo(RevocationClass.EXPIRY_ONLY);
        var end = clock.instant().plus(Duration.ofHours(1));
        assertThat(offline.revoke(lease)).isEqualTo(new Ending.Lapses(end));
        assertThat(offline.probe(lease)).isEqualTo(Standing.UNKNOWN);
        clock.advance(Duration.ofHours(1));
        assertThat(offline.probe(lease)).isEqualTo(Standing.REFUSED);
    }

    @Test
    void what_a_lost_answer_gave_counts_as_alive_until_no_token_can_be() {
        server.mood = Mood.LOSES_ITS_ANSWER;
        var lease = lease(309, "read", Duration.ofMinutes(5));
        assertThatThrownBy(() -> backend().issue(lease)).isInstanceOf(BackendUnavailable.class);
        server.mood = Mood.WELL;
        assertThat(backend().revoke(lease))
                .isEqualTo(new Ending.Lapses(lease.issued().plus(Duration.ofHours(1))));
        assertThat(backend().probe(lease)).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void away_or_asked_too_often_nothing_is_told_as_ended() {
        var lease = issued(331, "read");
        server.mood = Mood.AWAY;
        assertThatThrownBy(() -> backend().revoke(lease)).hasMessageContaining("(503)");
        server.mood = Mood.BUSY;
        assertThatThrownBy(() -> backend().revoke(lease)).hasMessageContaining("too often");
        server.mood = Mood.BUSY_ONCE;
        assertThat(backend().revoke(lease)).isEqualTo(new Ending.Done());
    }

    @Test
    void no_token_stands_in_an_address_or_in_a_record() {
        var asked = lease(332, "read", Duration.ofMinutes(5));
        var issued = backend().issue(asked);
        var lease = asked.named(issued.reference());
        backend().probe(lease);
        backend().revoke(lease);
        var written = server.addresses() + lease.json().text();
        boolean named = issued.secret().reveal(written::contains);
        assertThat(named).isFalse();
    }
}
