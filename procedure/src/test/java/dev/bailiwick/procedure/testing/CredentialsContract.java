package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.DESK;
import static dev.bailiwick.procedure.testing.Specimens.LAB;
import static dev.bailiwick.procedure.testing.Specimens.MORNING;
import static dev.bailiwick.procedure.testing.Specimens.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.register.Credentials;
import dev.bailiwick.procedure.register.Credentials.Issued;
import dev.bailiwick.procedure.register.Credentials.Use;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Credentials} must do. */
public abstract class CredentialsContract {
    private static final Instant LATER = MORNING.plusSeconds(60);

    /** The same, empty at first, for one test. */
    protected abstract Credentials credentials();

    @Test
    void a_credential_is_found_by_its_digest() {
        var credentials = credentials();
        credentials.add(issued(DESK, Use.ASK, "a"));
        assertThat(credentials.find(digest("a"))).contains(issued(DESK, Use.ASK, "a"));
        assertThat(credentials.find(digest("b"))).isEmpty();
    }

    @Test
    void a_digest_is_used_once() {
        var credentials = credentials();
        credentials.add(issued(DESK, Use.ASK, "a"));
        assertThatThrownBy(() -> credentials.add(issued(LAB, Use.MODEL, "a")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void revoking_ends_every_credential_of_the_agent_and_no_other() {
        var credentials = credentials();
        credentials.add(issued(DESK, Use.ASK, "a"));
        credentials.add(issued(DESK, Use.REPORT, "b"));
        credentials.add(issued(LAB, Use.ASK, "c"));
        credentials.revoke(DESK, LATER);
        assertThat(credentials.find(digest("a"))).isEmpty();
        assertThat(credentials.find(digest("b"))).isEmpty();
        assertThat(credentials.find(digest("c"))).isPresent();
    }

    @Test
    void revoked_credentials_stay_listed_with_the_moment_they_ended() {
        var credentials = credentials();
        credentials.add(issued(DESK, Use.ASK, "a"));
        credentials.revoke(DESK, LATER);
        var next = new Issued(DESK, Use.ASK, digest("b"), LATER, Optional.empty());
        credentials.add(next);
        credentials.revoke(LAB, LATER);
        assertThat(credentials.of(DESK))
                .containsExactly(new Issued(DESK, Use.ASK, digest("a"), MORNING, Optional.of(LATER)), next);
        credentials.revoke(DESK, LATER.plusSeconds(60));
        assertThat(credentials.of(DESK))
                .extracting(Issued::revoked)
                .containsExactly(Optional.of(LATER), Optional.of(LATER.plusSeconds(60)));
    }

    private static Issued issued(AgentId agent, Use use, String secret) {
        return new Issued(agent, use, digest(secret), MORNING, Optional.empty());
    }
}
