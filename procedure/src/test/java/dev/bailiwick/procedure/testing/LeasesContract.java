package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.credential.Fingerprint;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Lease.State;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.procedure.credential.Leases;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link Leases} must do. */
public abstract class LeasesContract {
    /** The same, empty at first, for one test. */
    protected abstract Leases leases();

    private static Lease lease(String end) {
        var key = Specimens.serviceKey("crm", "sealed-file/crm");
        return Lease.intended("lease-000000000000" + end, key, MORNING, MORNING.plusSeconds(300));
    }

    @Test
    void nothing_is_open_at_first() {
        assertThat(leases().open()).isEmpty();
    }

    @Test
    void an_open_lease_comes_back_as_it_is() {
        var leases = leases();
        var active = lease("a").active(new Fingerprint(Digest.of("print")));
        leases.put(lease("a"));
        leases.put(active);
        leases.put(lease("b").now(State.WITH_A_PERSON, "press \"roll\"\n\u202e"));
        assertThat(leases.open())
                .containsExactly(active, lease("b").now(State.WITH_A_PERSON, "press \"roll\"\n\u202e"));
    }

    @Test
    void only_what_was_proved_to_be_ended_is_open_no_more() {
        var leases = leases();
        for (var state : State.values()) {
            leases.put(lease("a").now(state, ""));
            assertThat(leases.open()).as("%s", state).hasSize(state == State.REVOKED ? 0 : 1);
        }
    }

    @Test
    void fifty_at_once_are_all_kept() {
        var leases = leases();
        var turn = new AtomicInteger(100);
        Callable<Boolean> put = () -> {
            leases.put(lease(String.valueOf(turn.incrementAndGet())));
            return true;
        };
        assertThat(Race.of(Collections.nCopies(50, put))).containsOnly(true);
        assertThat(leases.open()).hasSize(50);
    }
}
