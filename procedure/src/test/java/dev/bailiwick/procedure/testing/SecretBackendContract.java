package dev.bailiwick.procedure.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.credential.SecretBackend.Ending;
import dev.bailiwick.procedure.credential.SecretBackend.Standing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link SecretBackend} must do, whatever class its credentials are of. */
public abstract class SecretBackendContract {
    /** The same world each time, as after a restart: nothing is remembered in memory. */
    protected abstract SecretBackend backend();

    /** The same backend whose world does not answer. */
    protected abstract SecretBackend away();

    /** What a key asks of it. */
    protected abstract String secret();

    /** What nobody grants. */
    protected abstract String excessive();

    /** Uses the credential as its holder would. */
    protected abstract boolean opens(Lease lease, Secret secret);

    /** Now, as the backend's world sees it. */
    protected Instant now() {
        return Instant.now();
    }

    protected final Lease lease(int number, String secret, Duration life) {
        var key = Specimens.serviceKey("key-" + number, backend().name() + "/" + secret);
        return Lease.intended("lease-%012d".formatted(number), key, now(), now().plus(life));
    }

    private Lease lease(int number) {
        return lease(number, secret(), Duration.ofMinutes(5));
    }

    @Test
    void what_is_issued_opens_and_the_probe_says_so() {
        var lease = lease(1);
        var issued = backend().issue(lease);
        assertThat(opens(lease, issued.secret())).isTrue();
        assertThat(backend().probe(lease.named(issued.reference()))).isIn(Standing.ACCEPTED, Standing.UNKNOWN);
    }

    @Test
    void a_renewed_lease_opens() {
        var lease = lease(3, secret(), Duration.ofSeconds(20));
        var issued = backend().issue(lease);
        var longer = lease.named(issued.reference()).until(now().plus(Duration.ofMinutes(10)));
        assertThat(opens(longer, backend().renew(longer, issued.secret()))).isTrue();
    }

    @Test
    void rotated_the_new_one_opens_before_the_old_one_ends_and_after() {
        var old = lease(4);
        var fresh = lease(5);
        var before = backend().issue(old);
        var after = backend().issue(fresh);
        assertThat(opens(old, before.secret()) && opens(fresh, after.secret())).isTrue();
        end(old.named(before.reference()));
        assertThat(opens(old, before.secret())).isEqualTo(!endsAtOnce());
        assertThat(opens(fresh, after.secret())).isTrue();
    }

    @Test
    void what_revoking_says_is_what_its_class_can_do() {
        var asked = lease(6);
        var issued = backend().issue(asked);
        var lease = asked.named(issued.reference());
        var ending = end(lease);
        switch (backend().revocation()) {
            case INSTANT -> assertThat(ending).isEqualTo(new Ending.Done());
            case DELAYED -> assertThat(ending).isIn(new Ending.Done(), new Ending.Queued());
            case EXPIRY_ONLY ->
                assertThat(ending)
                        .isInstanceOfSatisfying(
                                Ending.Lapses.class,
                                lapses -> assertThat(lapses.at()).isAfterOrEqualTo(lease.expires()));
            case HUMAN_ONLY ->
                assertThat(ending)
                        .isInstanceOfSatisfying(
                                Ending.ByPerson.class,
                                person -> assertThat(person.steps()).isNotBlank());
        }
        if (!endsAtOnce()) return;
        assertThat(backend().probe(lease)).isEqualTo(Standing.REFUSED);
        assertThat(opens(lease, issued.secret())).isFalse();
    }

    private boolean endsAtOnce() {
        return backend().revocation() == RevocationClass.INSTANT;
    }

    private Ending end(Lease lease) {
        return backend().revoke(lease);
    }

    @Test
    void revoking_twice_and_revoking_what_never_was_are_no_error() {
        var asked = lease(7);
        var lease = asked.named(backend().issue(asked).reference());
        end(lease);
        end(lease);
        end(lease(8));
        assertThat(backend().probe(lease(8))).isNotEqualTo(Standing.ACCEPTED);
    }

    @Test
    void more_than_is_granted_is_refused_before_anything_is_made() {
        var lease = lease(9, excessive(), Duration.ofMinutes(5));
        assertThatThrownBy(() -> backend().issue(lease)).isInstanceOf(BackendUnavailable.class);
        assertThat(probed(backend(), lease)).isNotEqualTo(Standing.ACCEPTED);
    }

    @Test
    void away_it_gives_nothing_and_claims_nothing() {
        var lease = lease(10);
        assertThatThrownBy(() -> away().issue(lease)).isInstanceOf(BackendUnavailable.class);
        assertThat(endedAway(lease)).isNotEqualTo(new Ending.Done());
        assertThat(probed(away(), lease)).isNotEqualTo(Standing.REFUSED);
    }

    private Ending endedAway(Lease lease) {
        try {
            return away().revoke(lease);
        } catch (BackendUnavailable _) {
            return new Ending.Queued();
        }
    }

    private static Standing probed(SecretBackend backend, Lease lease) {
        try {
            return backend.probe(lease);
        } catch (BackendUnavailable _) {
            return Standing.UNKNOWN;
        }
    }

    @Test
    void no_message_says_what_is_secret() {
        var lease = lease(11);
        var secret = backend().issue(lease).secret();
        assertThatThrownBy(() -> away().issue(lease)).satisfies(thrown -> {
            for (Throwable each = thrown; each != null; each = each.getCause()) {
                var said = String.valueOf(each);
                boolean leaks = secret.reveal(said::contains);
                assertThat(leaks).isFalse();
            }
        });
        assertThat(secret).hasToString("[redacted]");
    }
}
