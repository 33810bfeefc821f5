package dev.bailiwick.secrets.cyberark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import dev.bailiwick.secrets.http.ClientIdentity;
import dev.bailiwick.secrets.http.Remote;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tested against a double. */
class CentralProviderTest extends SecretBackendContract {
    private static final Map<String, String> GRANTS = Map.of("crm", "crm-api", "payroll", "payroll-api");

    @TempDir
    private static Path folder = Path.of("");

    private static ProviderDouble provider = absent();
    private static Pem stranger = nobody();

    @SuppressWarnings("NullAway") // stands there until @BeforeAll has run
    private static ProviderDouble absent() {
        return null;
    }

    @SuppressWarnings("NullAway") // stands there until @BeforeAll has run
    private static Pem nobody() {
        return null;
    }

    @BeforeAll
    static void start() throws Exception {
        provider = new ProviderDouble(Pem.made(folder, "provider"), Pem.made(folder, "bailiwick"));
        stranger = Pem.made(folder, "stranger");
    }

    @AfterAll
    static void stop() throws Exception {
        provider.close();
    }

    @BeforeEach
    void well() {
        provider.changingFor.set(0);
    }

    private static SecretBackend at(URI address, Pem client, String application) {
        var secured = ClientIdentity.connections(
                client.certificate(), client.key(), Optional.of(provider.server.certificate()));
        return new CentralProvider(
                "vault",
                new Remote("vault", address, secured),
                new CentralProvider.Where(application, "agents"),
                GRANTS,
                Duration.ofMillis(5));
    }

    @Override
    protected SecretBackend backend() {
        return at(provider.address(), provider.client, "bailiwick");
    }

    @Override
    protected SecretBackend away() {
        return at(URI.create("https://127.0.0.1:1"), provider.client, "bailiwick");
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
        return secret.matches("the value of crm");
    }

    private Lease lease() {
        return lease(300, "crm", Duration.ofDays(1));
    }

    @Test
    void a_password_that_is_being_changed_is_asked_for_again_and_lent_when_it_is_done() {
        provider.changingFor.set(2);
        assertThat(opens(lease(), backend().issue(lease()).secret())).isTrue();
    }

    @Test
    void one_that_goes_on_changing_is_not_lent() {
        provider.changingFor.set(1000);
        assertThatThrownBy(() -> backend().issue(lease()))
                .isInstanceOf(BackendUnavailable.class)
                .hasMessageContaining("is changing this password")
                .hasMessageNotContaining("the value");
        assertThat(provider.changingFor).hasValue(996);
    }

    @Test
    void another_certificate_is_let_into_nothing() {
        assertThatThrownBy(() -> at(provider.address(), stranger, "bailiwick").issue(lease()))
                .isInstanceOf(BackendUnavailable.class);
        assertThat(provider.answered.get("stranger")).isNull();
    }

    @Test
    void another_application_gets_nothing_and_is_told_why() {
        assertThatThrownBy(
                        () -> at(provider.address(), provider.client, "other").issue(lease()))
                .hasMessageContaining("does not let this application in")
                .hasMessageContaining("APPAP306E")
                .hasMessageNotContaining("canary");
    }

    @Test
    void a_provider_that_cannot_prove_its_name_is_told_nothing() {
        var secured = ClientIdentity.connections(
                provider.client.certificate(), provider.client.key(), Optional.of(stranger.certificate()));
        var backend = new CentralProvider(
                "vault",
                new Remote("vault", provider.address(), secured),
                new CentralProvider.Where("bailiwick", "agents"),
                GRANTS,
                Duration.ofMillis(5));
        assertThatThrownBy(() -> backend.issue(lease())).isInstanceOf(BackendUnavailable.class);
    }

    @Test
    void its_settings_are_read_whole_and_a_key_that_is_another_s_is_refused_without_a_word_of_it() {
        var settings = JsonObject.with("address", provider.address().toString())
                .and("application", "bailiwick")
                .and("safe", "agents")
                .and("certificate", provider.client.certificate())
                .and("authority", provider.server.certificate())
                .and("grants", JsonObject.with("crm", "crm-api").build());
        var whole = provider.client
                .key()
                .reveal(key -> settings.and("privateKey", key).build());
        var fields = Fields.of(whole);
        var backend = CentralProvider.of("vault", fields);
        fields.end();
        assertThat(opens(lease(), backend.issue(lease()).secret())).isTrue();
        assertThatThrownBy(() -> ClientIdentity.connections(
                        provider.client.certificate(), new Secret("no key canary"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }
}
