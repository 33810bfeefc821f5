package dev.bailiwick.secrets.cyberark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import dev.bailiwick.secrets.testing.HttpDouble;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tested against a double. */
class ConjurTest extends SecretBackendContract {
    private ConjurDouble conjur = absent();

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static ConjurDouble absent() {
        return null;
    }

    @BeforeEach
    void start() throws IOException {
        conjur = new ConjurDouble();
    }

    @AfterEach
    void stop() {
        conjur.close();
    }

    private static SecretBackend at(URI address, String key) {
        return new Conjur(
                "conjur",
                address,
                "corp",
                "host/bailiwick",
                new Secret(key),
                Map.of("crm", "apps/crm/api key", "payroll", "apps/payroll"));
    }

    @Override
    protected SecretBackend backend() {
        return at(conjur.address(), "api-key-canary");
    }

    @Override
    protected SecretBackend away() {
        return at(URI.create("http://127.0.0.1:1"), "api-key-canary");
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
        return secret.reveal(conjur.values::contains);
    }

    @Test
    void a_lease_keeps_the_version_it_got_and_the_next_lease_gets_the_newest() {
        var lease = lease(300, "crm", Duration.ofDays(30));
        var old = lease.named(backend().issue(lease).reference());
        conjur.values.add("value 2");
        boolean same = backend().issue(old).secret().matches("value 1");
        boolean newest =
                backend().issue(lease(301, "crm", Duration.ofDays(30))).secret().matches("value 2");
        assertThat(same && newest).isTrue();
    }

    @Test
    void another_host_s_key_opens_nothing_and_is_not_told() {
        assertThatThrownBy(() -> at(conjur.address(), "wrong-canary").issue(lease(302, "crm", Duration.ofDays(1))))
                .isInstanceOf(BackendUnavailable.class)
                .hasMessageContaining("does not know us")
                .hasMessageNotContaining("canary");
    }

    @Test
    void what_is_not_shown_to_us_is_not_there_and_nothing_secret_stands_in_an_address() {
        assertThatThrownBy(() -> backend().issue(lease(303, "payroll", Duration.ofDays(1))))
                .hasMessageContaining("has no such variable");
        backend().issue(lease(304, "crm", Duration.ofDays(1)));
        assertThat(conjur.addresses()).noneMatch(address -> address.contains("canary") || address.contains("value"));
    }

    @Test
    void asked_too_often_it_is_asked_once_more() {
        conjur.mood = HttpDouble.Mood.BUSY_ONCE;
        boolean got =
                backend().issue(lease(305, "crm", Duration.ofDays(1))).secret().matches("value 1");
        assertThat(got).isTrue();
    }

    /** Plays the routes of Conjur 1.x that its API reference describes: tokens live for one use here, and are base64. */
    private static final class ConjurDouble extends HttpDouble {
        private static final String VARIABLE = "/variable/apps/crm/api key";
        private final List<String> values = new CopyOnWriteArrayList<>(List.of("value 1"));
        private final List<String> tokens = new CopyOnWriteArrayList<>();
        private final AtomicInteger turn = new AtomicInteger();

        ConjurDouble() throws IOException {}

        @Override
        protected Reply reply(Call call) {
            if (call.what().equals("POST /authn/corp/host/bailiwick/authenticate")) return token(call);
            var shown = call.header("Authorization").orElse("");
            if (tokens.stream().noneMatch(each -> shown.equals("Token token=\"" + each + "\""))) return Reply.of(401);
            if (call.what().equals("GET /resources/corp" + VARIABLE)) return Reply.text(200, versions());
            return call.what().equals("GET /secrets/corp" + VARIABLE) ? value(call.query()) : Reply.of(404);
        }

        private Reply token(Call call) {
            if (!call.body().equals("api-key-canary")) return Reply.of(401);
            if (!call.header("Accept-Encoding").orElse("").equals("base64"))
                return Reply.text(200, "{\"protected\":1}");
            tokens.add("dG9rZW4gbnVtYmVy" + turn.incrementAndGet());
            return Reply.text(200, tokens.getLast());
        }

        private String versions() {
            var all = new StringBuilder("{\"id\": \"corp:variable:apps/crm/api key\", \"secrets\": [");
            for (int i = 1; i <= values.size(); i++)
                all.append(i > 1 ? "," : "").append("{\"version\": ").append(i).append(", \"expires_at\": null}");
            return all.append("]}").toString();
        }

        private Reply value(String query) {
            var version = Call.pairs(query).getOrDefault("version", String.valueOf(values.size()));
            int number = Integer.parseInt(version);
            return number < 1 || number > values.size() ? Reply.of(404) : Reply.text(200, values.get(number - 1));
        }
    }
}
