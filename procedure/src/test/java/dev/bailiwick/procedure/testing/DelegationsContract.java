package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.ANA;
import static dev.bailiwick.procedure.testing.Specimens.BEN;
import static dev.bailiwick.procedure.testing.Specimens.MORNING;
import static dev.bailiwick.procedure.testing.Specimens.delegation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.procedure.approval.Delegations;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link Delegations} must do. */
public abstract class DelegationsContract {
    /** The same, empty at first, for one test. */
    protected abstract Delegations delegations();

    @Test
    void a_delegation_is_kept_as_it_is_under_one_name() {
        var delegations = delegations();
        delegations.add(delegation(1));
        assertThat(delegations.find(delegation(1).id())).contains(delegation(1));
        assertThat(delegations.find(delegation(2).id())).isEmpty();
        assertThatThrownBy(() -> delegations.add(delegation(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_handed_to_somebody_comes_until_it_is_over_or_taken_back() {
        var delegations = delegations();
        for (int i : new int[] {2, 1, 3}) delegations.add(delegation(i));
        assertThat(delegations.to(BEN, MORNING)).containsExactly(delegation(1), delegation(2), delegation(3));
        assertThat(delegations.to(ANA, MORNING)).isEmpty();
        assertThat(delegations.to(BEN, MORNING.plus(Duration.ofDays(1)))).containsExactly(delegation(2), delegation(3));
        delegations.replace(delegation(2).endedBy(ANA));
        assertThat(delegations.to(BEN, MORNING)).containsExactly(delegation(1), delegation(3));
    }

    @Test
    void what_stands_comes_in_pages_what_ends_last_first() {
        var delegations = delegations();
        for (int i = 1; i <= 4; i++) delegations.add(delegation(i));
        delegations.replace(delegation(4).endedBy(BEN));
        assertThat(delegations.standing(2, 0)).containsExactly(delegation(3), delegation(2));
        assertThat(delegations.standing(2, 2)).containsExactly(delegation(1));
    }

    @Test
    void of_fifty_that_take_it_back_at_once_one_does() {
        var delegations = delegations();
        delegations.add(delegation(1));
        Callable<Boolean> ending = () -> delegations.replace(delegation(1).endedBy(BEN));
        assertThat(Race.of(Collections.nCopies(50, ending))).containsOnlyOnce(true);
    }
}
