package dev.bailiwick.procedure.review;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.register.Step;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private final TestHouse house = new TestHouse();
    private final Accounts accounts =
            new Accounts(house.log, house.facts, house.alerts, house.precautions, house.clock);

    @Test
    void what_is_used_stays_enabled() {
        later(80);
        assertThat(permitted()).isTrue();
        later(80);
        assertThat(state()).isEqualTo(Accounts.State.ENABLED);
        assertThat(accounts.all().getFirst().used()).isPresent();
    }

    @Test
    void what_lies_unused_is_disabled_until_its_step_is_set_anew() {
        later(90);
        assertThat(state()).isEqualTo(Accounts.State.DORMANT);
        assertThat(house.enforcer.enforce(attempt("t1"), AT_ONCE))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("dormant"));
        accounts.look();
        assertThat(house.log.entries())
                .filteredOn(entry -> entry.body().text().contains("agent-dormant"))
                .hasSize(1);
        house.facts.change(now -> now.with(now.agent(AGENT).orElseThrow().at(Step.PRODUCTION, house.clock.instant())));
        accounts.look();
        assertThat(permitted()).isTrue();
    }

    @Test
    void a_start_knows_when_it_was_used() {
        later(80);
        assertThat(permitted()).isTrue();
        house.clock.advance(Duration.ofDays(20));
        var again = new Accounts(house.log, house.facts, house.alerts, house.precautions, house.clock);
        assertThat(again.all().getFirst().state()).isEqualTo(Accounts.State.ENABLED);
    }

    @Test
    void an_agent_on_draft_is_only_prepared() {
        house.facts.change(now -> now.with(now.agent(AGENT).orElseThrow().at(Step.DRAFT, house.clock.instant())));
        later(200);
        assertThat(state()).isEqualTo(Accounts.State.PREPARED);
        assertThat(house.precautions.names()).isEmpty();
    }

    private boolean permitted() {
        return house.enforcer.enforce(attempt("t1"), AT_ONCE) instanceof Verdict.Permit;
    }

    private void later(int days) {
        house.clock.advance(Duration.ofDays(days));
        accounts.look();
    }

    private Accounts.State state() {
        return accounts.all().getFirst().state();
    }
}
