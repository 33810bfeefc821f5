package dev.bailiwick.procedure.register;

import static dev.bailiwick.procedure.testing.Specimens.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Meaning;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.decision.Question;
import dev.bailiwick.core.guide.Use;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.policy.Applied;
import dev.bailiwick.core.register.integration.Acceptance;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.Part;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.MemoryIntegrations;
import dev.bailiwick.procedure.testing.TestHouse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What belongs to an integration is what the log knows; a tool is kept once, as it was first met. */
class GrowthTest {
    private final TestHouse house = new TestHouse();
    private final MemoryIntegrations kept = new MemoryIntegrations();
    private final IntegrationBook book = new IntegrationBook(kept, house.facts, house.control);
    private final Growth growth = new Growth(kept, house.facts, house.control, house.clock);

    @Test
    void a_tool_is_kept_once_as_it_was_first_met() {
        var approved = approved();
        meet(approved, "one");
        meet(approved, "one");
        assertThat(kept.find(approved.id()).orElseThrow().parts())
                .singleElement()
                .satisfies(part -> assertThat(part.definition()).contains(Digest.of("one")));
        assertThat(house.log.of(Event.Kind.REGISTER))
                .filteredOn(event -> event.body().text().contains("integration-part-met"))
                .hasSize(1);
    }

    @Test
    void of_two_definitions_met_at_once_the_second_is_refused() {
        var approved = approved();
        var both = house.facts.now();
        meet(approved, "one");
        // judged before the first was kept
        house.facts.change(_ -> both);
        assertThatThrownBy(() -> meet(approved, "two")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_integration_that_is_not_as_the_log_has_it_grows_by_nothing() {
        var approved = approved();
        var forged = new Part("forged", Optional.empty(), ManualClock.START, Optional.empty());
        assertThat(kept.replace(approved.with(forged))).isTrue();
        assertThatThrownBy(() -> meet(approved, "one")).hasMessageContaining("as the log has it");
    }

    @Test
    void a_tool_that_tells_nothing_of_itself_is_not_kept() {
        var approved = approved();
        growth.permitted(attempt(approved, Optional.empty()), judgement(approved, Optional.empty()));
        assertThat(kept.find(approved.id()).orElseThrow().parts()).isEmpty();
    }

    private Integration approved() {
        var asked = integration(1);
        var owners = asked.ask().owners();
        book.add(asked, new Actor.House());
        var last = asked;
        for (var function : asked.waiting()) {
            last = last.accepted(
                    new Acceptance(function, owners.security(), ManualClock.START, "read"), Optional.empty());
            assertThat(book.opened(last, new Actor.House(), "read")).isEmpty();
        }
        return last;
    }

    private void meet(Integration approved, String definition) {
        var digest = Optional.of(Digest.of(definition));
        growth.permitted(attempt(approved, digest), judgement(approved, digest));
    }

    private static Attempt attempt(Integration approved, Optional<Digest> definition) {
        return new Attempt(
                approved.ask().agent(),
                TestHouse.SESSION,
                Optional.empty(),
                Optional.empty(),
                operation(approved),
                JsonObject.EMPTY,
                Origin.UNKNOWN,
                definition);
    }

    private static String operation(Integration approved) {
        return approved.ask().operations().iterator().next();
    }

    private Judgement judgement(Integration approved, Optional<Digest> definition) {
        var use = new Use(Set.of(approved.ask().system()), operation(approved), false)
                .by(operation(approved), definition);
        var operation = new Operation(
                operation(approved), Operation.Known.CATALOGUED, "read", Tier.T1, "", List.of("a test"), List.of());
        var meaning = new Meaning(
                Verb.READ,
                operation,
                new Resource(Resource.Kind.DOCUMENT, "", false, Set.of()),
                Optional.empty(),
                Source.MODEL,
                Source.MODEL,
                List.of(),
                Optional.empty(),
                false,
                0,
                false,
                Set.of(),
                Optional.empty(),
                use);
        var question = new Question(approved.ask().agent(), TestHouse.SESSION, meaning, Digest.of("action"), false);
        return new Judgement(
                question,
                Moment.at(house.clock.instant()),
                Optional.empty(),
                Optional.empty(),
                new Decision.Permit(List.of()),
                Applied.NOTHING,
                Optional.empty(),
                Optional.empty(),
                house.facts.now().versions());
    }
}
