package dev.bailiwick.secrets.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.credential.SecretBackend.Ending;
import dev.bailiwick.procedure.credential.SecretBackend.Standing;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import dev.bailiwick.secrets.gcp.Settings.Grant;
import dev.bailiwick.secrets.testing.HttpDouble;
import dev.bailiwick.secrets.testing.Rsa;
import dev.bailiwick.secrets.token.Assertion;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tested against a double. */
class ImpersonationTest extends SecretBackendContract {
    private static final String OURS = "broker@corp.iam.gserviceaccount.com";
    private static final String THEIRS = "agent-desk@corp.iam.gserviceaccount.com";
    private static final Rsa KEY = Rsa.fresh();

    private final ManualClock clock = new ManualClock();
    private Google google = absent();

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static Google absent() {
        return null;
    }

    /** Plays the token endpoint and IAM Credentials, as their references describe them. */
    private final class Google extends HttpDouble {
        private final Map<String, Instant> alive = new ConcurrentHashMap<>();
        private final AtomicInteger turn = new AtomicInteger();
        private volatile long more;

        private Google() throws IOException {}

        boolean opens(String token) {
            return Optional.ofNullable(alive.get(token))
                    .filter(clock.instant()::isBefore)
                    .isPresent();
        }

        @Override
        protected Reply reply(Call call) {
            if (call.what().equals("POST /token")) return asserted(call.form().getOrDefault("assertion", ""));
            if (!call.header("Authorization").orElse("").equals("Bearer of-the-broker")) return Reply.of(401);
            return call.what().equals("POST /v1/projects/-/serviceAccounts/" + THEIRS + ":generateAccessToken")
                    ? given(call.json())
                    : Reply.of(403);
        }

        private Reply asserted(String assertion) {
            return KEY.claims(assertion)
                            .filter(claims -> claims.string("iss").orElse("").equals(OURS))
                            .filter(claims ->
                                    claims.string("aud").orElse("").equals("https://oauth2.googleapis.com/token"))
                            .isPresent()
                    ? Reply.of(200, JsonObject.with("access_token", "of-the-broker"))
                    : Reply.of(400, JsonObject.with("error", "invalid_grant"));
        }

        private Reply given(JsonObject wish) {
            var life = wish.string("lifetime").orElse("3600s");
            long seconds = Long.parseLong(life.substring(0, life.length() - 1));
            if (seconds > 3600) return Reply.of(400);
            var ends = clock.instant().plusSeconds(seconds + more);
            var token = "ya29." + turn.incrementAndGet();
            alive.put(token, ends);
            return Reply.of(200, JsonObject.with("accessToken", token).and("expireTime", ends.toString()));
        }
    }

    @BeforeEach
    void start() throws IOException {
        google = new Google();
    }

    @AfterEach
    void stop() {
        google.close();
    }

    private SecretBackend at(URI address) {
        var scopes = List.of("https://www.googleapis.com/auth/devstorage.read_only");
        return new Impersonation(
                "gcp",
                new Settings(
                        address,
                        address,
                        OURS,
                        new Assertion(new Secret(KEY.pem())),
                        Map.of(
                                "read", new Grant(THEIRS, scopes),
                                "owner", new Grant("owner@corp.iam.gserviceaccount.com", scopes))),
                clock);
    }

    @Override
    protected SecretBackend backend() {
        return at(google.address());
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
        return "owner";
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected boolean opens(Lease lease, Secret secret) {
        return secret.reveal(google::opens);
    }

    @Test
    void a_token_lives_as_long_as_its_lease_and_is_never_told_as_ended_before() {
        var lease = lease(300, "read", Duration.ofMinutes(5));
        var secret = backend().issue(lease).secret();
        assertThat(backend().revoke(lease)).isEqualTo(new Ending.Lapses(lease.expires()));
        assertThat(backend().probe(lease)).isEqualTo(Standing.UNKNOWN);
        assertThat(opens(lease, secret)).isTrue();
        clock.advance(Duration.ofMinutes(5));
        assertThat(opens(lease, secret)).isFalse();
        assertThat(backend().probe(lease)).isEqualTo(Standing.REFUSED);
    }

    @Test
    void one_that_would_outlive_its_lease_is_not_lent() {
        google.more = 3000;
        var lease = lease(301, "read", Duration.ofMinutes(5));
        assertThatThrownBy(() -> backend().issue(lease))
                .isInstanceOf(BackendUnavailable.class)
                .hasMessageContaining("outlives its lease");
    }
}
