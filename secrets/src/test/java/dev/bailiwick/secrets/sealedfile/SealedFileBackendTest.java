package dev.bailiwick.secrets.sealedfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFileBackendTest extends SecretBackendContract {
    private static final String VALUE = "a-value-that-somebody-made";

    @TempDir
    Path folder = Path.of(".");

    @BeforeEach
    void put() {
        file().put("crm", new Secret(VALUE), "press Revoke");
    }

    private SealedFile file() {
        return new SealedFile(folder.resolve("secrets"), Seal.keyIn(folder.resolve("key")));
    }

    @Override
    protected SecretBackend backend() {
        return file();
    }

    /** Somebody put another file there, under another key. */
    @Override
    protected SecretBackend away() {
        return new SealedFile(folder.resolve("secrets"), Seal.keyIn(folder.resolve("another-key")));
    }

    @Override
    protected String secret() {
        return "crm";
    }

    @Override
    protected String excessive() {
        return "payroll";
    }

    @Test
    void the_next_value_lies_beside_the_one_in_use_until_it_is_promoted() {
        var old = lease(20, "crm", Duration.ofDays(90));
        var fresh = lease(21, "crm", Duration.ofDays(90));
        file().putNext(fresh, new Secret("the-next-value"), "press Roll");
        assertThat(opens(old, file().issue(old).secret())).isTrue();
        assertThat(reads(fresh, "the-next-value")).isTrue();

        file().promote(fresh);
        file().promote(fresh);
        assertThat(reads(old, "the-next-value") && reads(fresh, "the-next-value"))
                .isTrue();
        assertThat(file().revoke(old)).isEqualTo(new SecretBackend.Ending.ByPerson("press Roll"));
        assertThat(reads(fresh, "the-next-value")).isTrue();
        file().revoke(fresh);
        assertThatThrownBy(() -> file().issue(fresh)).isInstanceOf(BackendUnavailable.class);
    }

    @Test
    void ending_a_next_value_that_was_not_switched_to_leaves_the_one_in_use() {
        var fresh = lease(22, "crm", Duration.ofDays(90));
        file().putNext(fresh, new Secret("the-next-value"), "press Roll");
        assertThat(file().revoke(fresh)).isEqualTo(new SecretBackend.Ending.ByPerson("press Roll"));
        assertThat(reads(fresh, VALUE)).isTrue();
    }

    private boolean reads(Lease lease, String value) {
        return file().issue(lease).secret().matches(value);
    }

    @Override
    protected boolean opens(Lease lease, Secret secret) {
        return secret.matches(VALUE);
    }
}
