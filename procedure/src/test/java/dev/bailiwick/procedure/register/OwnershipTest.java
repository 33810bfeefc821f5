package dev.bailiwick.procedure.register;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Owners;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.testing.MemoryAgents;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private final TestHouse house = new TestHouse();
    private final Ownership ownership = new Ownership(house.control, house.facts::now, house.alerts);
    private final Ladder ladder = new Ladder(
            new MemoryAgents(),
            house.facts,
            house.control,
            house.clock,
            new Ladder.Surroundings(
                    "bailiwick", _ -> true, _ -> Optional.empty(), _ -> Optional.empty(), ownership::lacking));

    @Test
    void production_waits_until_all_three_stand_by_the_agent() {
        name(SECURITY, IT, BUSINESS);
        assertThat(production()).contains("owners.security of agent desk: sam has not accepted yet");
        ownership.accept(AGENT, by(SECURITY));
        ownership.accept(AGENT, by(IT));
        assertThat(production()).contains("owners.business of agent desk: bea has not accepted yet");
        assertThat(ladder.move(AGENT, Step.PILOT, by(SECURITY), "a test")).isEmpty();
        ownership.accept(AGENT, by(BUSINESS));
        assertThat(production()).isEmpty();
    }

    @Test
    void whoever_is_named_later_says_it_anew() {
        name(SECURITY, IT, BUSINESS);
        acceptAll();
        house.employ(person("eve", true));
        name(SECURITY, IT, new PersonId("eve"));
        assertThat(production()).contains("owners.business of agent desk: eve has not accepted yet");
    }

    @Test
    void after_a_grace_an_orphan_does_nothing_above_tier_2_until_somebody_is_named() {
        name(SECURITY, IT, BUSINESS);
        acceptAll();
        orphans().look();
        house.employ(person(BUSINESS.value(), false));
        orphans().look();
        house.clock.advance(Orphans.GRACE.minusSeconds(1));
        orphans().look();
        assertThat(house.precautions.against(AGENT, Tier.T3)).isEmpty();
        house.clock.advance(Duration.ofSeconds(1));
        orphans().look();
        assertThat(house.precautions.against(AGENT, Tier.T2)).isEmpty();
        assertThat(house.precautions.against(AGENT, Tier.T3))
                .hasValueSatisfying(reason -> assertThat(reason.text()).contains("owners.business"));
        house.employ(person(BUSINESS.value(), true));
        orphans().look();
        assertThat(house.precautions.against(AGENT, Tier.T4)).isEmpty();
    }

    /** Each look by another: nothing but the log knows since when. */
    private Orphans orphans() {
        return new Orphans(ownership, house.facts, house.control, house.precautions, house.clock);
    }

    @Test
    void an_owner_who_leaves_orphans_it_and_people_are_told_once() {
        name(SECURITY, IT, BUSINESS);
        acceptAll();
        ownership.look();
        house.employ(person(BUSINESS.value(), false));
        assertThat(ownership.orphaned(agent())).isTrue();
        assertThat(production()).contains("owners.business of agent desk: bea is not active");
        ownership.look();
        ownership.look();
        assertThat(house.log.entries())
                .filteredOn(entry -> entry.kind() == Event.Kind.ALERT)
                .hasSize(1);
        assertThat(ownership.accept(AGENT, by(BUSINESS))).isPresent();
    }

    @Test
    void nobody_else_accepts_and_whoever_runs_the_agent_does_not_either() {
        name(SECURITY, IT, OPERATOR);
        assertThat(ownership.accept(AGENT, by(BUSINESS))).isPresent();
        assertThat(ownership.accept(AGENT, by(OPERATOR)))
                .hasValueSatisfying(why -> assertThat(why).contains("runs this agent"));
    }

    @Test
    void where_nobody_is_named_it_is_as_before_unless_the_register_is_required() {
        assertThat(ownership.lacking(agent())).isEmpty();
        assertThat(ownership.orphaned(agent())).isFalse();
    }

    private void acceptAll() {
        for (var owner : new PersonId[] {SECURITY, IT, BUSINESS})
            assertThat(ownership.accept(AGENT, by(owner))).isEmpty();
    }

    private void name(PersonId security, PersonId it, PersonId business) {
        house.facts.change(now -> now.with(agent().ownedBy(Optional.of(new Owners(security, it, business)))));
    }

    private Agent agent() {
        return house.facts.now().agent(AGENT).orElseThrow();
    }

    private Optional<String> production() {
        return ladder.obstacle(agent(), Step.PRODUCTION, by(SECURITY));
    }

    private static Person person(String id, boolean active) {
        return new Person(new PersonId(id), id, Set.of(Function.BUSINESS), active, Optional.empty(), Set.of());
    }
}
