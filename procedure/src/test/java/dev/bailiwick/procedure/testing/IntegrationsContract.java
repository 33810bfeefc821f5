package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.MORNING;
import static dev.bailiwick.procedure.testing.Specimens.integration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.register.integration.Acceptance;
import dev.bailiwick.core.register.integration.Ending;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.procedure.register.Integrations;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link Integrations} must do. */
public abstract class IntegrationsContract {
    /** The same, empty at first, for one test. */
    protected abstract Integrations integrations();

    @Test
    void an_integration_is_kept_as_it_is() {
        var integrations = integrations();
        assertThat(integrations.add(integration(1))).isTrue();
        assertThat(integrations.add(integration(1))).isFalse();
        assertThat(integrations.find(integration(1).id())).contains(integration(1));
        assertThat(integrations.find(integration(2).id())).isEmpty();
    }

    @Test
    void of_fifty_words_at_once_one_counts() {
        var integrations = integrations();
        integrations.add(integration(1));
        Callable<Boolean> accepting = () -> integrations.replace(accepted(integration(1)));
        assertThat(Race.of(Collections.nCopies(50, accepting))).containsOnlyOnce(true);
    }

    @Test
    void what_is_live_comes_by_its_request_and_goes_when_it_ends() {
        var integrations = integrations();
        for (int i : new int[] {3, 1, 2}) integrations.add(integration(i));
        assertThat(integrations.live(10, 0)).containsExactly(integration(1), integration(2), integration(3));
        assertThat(integrations.live(1, 1)).containsExactly(integration(2));
        var ending = new Ending(integration(1).requester(), MORNING, "not needed");
        integrations.replace(integration(1).refused(ending));
        integrations.replace(accepted(integration(2)));
        assertThat(integrations.live(10, 0)).containsExactly(accepted(integration(2)), integration(3));
    }

    @Test
    void lists_are_newest_first_in_pages_whatever_became_of_them() {
        var integrations = integrations();
        for (int i = 1; i <= 5; i++) integrations.add(integration(i));
        assertThat(integrations.list(2, 1)).containsExactly(integration(4), integration(3));
    }

    private static Integration accepted(Integration integration) {
        var owner = integration.ask().owners().security();
        return integration.accepted(new Acceptance(Function.SECURITY, owner, MORNING, "read"), Optional.empty());
    }
}
