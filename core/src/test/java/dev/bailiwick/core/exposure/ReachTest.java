package dev.bailiwick.core.exposure;

import static dev.bailiwick.core.testing.World.DESK;
import static dev.bailiwick.core.testing.World.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.exposure.Reach.Deed;
import dev.bailiwick.core.exposure.Reach.Row;
import dev.bailiwick.core.policy.Layer;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Pack;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.testing.ShippedPolicies;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachTest {
    @Test
    void unattended_nothing_beyond_tier_two_is_permitted_under_any_pack() {
        for (Pack pack : Pack.values()) {
            var rows = reach(world(pack));
            assertThat(rows).isNotEmpty();
            assertThat(rows).extracting(row -> row.deed().tier()).containsOnly(Tier.T1, Tier.T2);
            assertThat(rows)
                    .noneMatch(row -> row.deed().external()
                            && row.deed().tier() == Tier.T2
                            && row.deed().verb() == Verb.UPDATE);
        }
    }

    @Test
    void reading_inside_is_always_permitted_and_writing_only_without_signs_of_injection() {
        var rows = reach(world(Pack.BASELINE));
        assertThat(row(rows, Verb.READ, Tier.T1).always()).isTrue();
        var write = row(rows, Verb.UPDATE, Tier.T2);
        assertThat(write.always()).isFalse();
        assertThat(write.obligations()).containsExactly("log=full", "review=daily", "review=weekly");
    }

    @Test
    void regulated_never_reaches_further_than_baseline() {
        assertThat(Reach.beyond(reach(world(Pack.REGULATED)), reach(world(Pack.BASELINE))))
                .isEmpty();
        assertThat(Reach.beyond(reach(world(Pack.BASELINE)), reach(world(Pack.BASELINE))))
                .isEmpty();
    }

    @Test
    void a_draft_that_forbids_unattended_writes_takes_them_away() {
        var draft = ShippedPolicies.TEXT.with(Layer.OWN, """
                @id("own.reads_only") @reason("nobody watches")
                forbid (principal, action in Bailiwick::Action::"change", resource) unless { context has onBehalfOf };
                """);
        var before = world(Pack.BASELINE);
        var after = before.with(Rulebook.of(draft));
        var less = Reach.beyond(reach(before), reach(after));
        assertThat(less)
                .isNotEmpty()
                .extracting(Row::deed)
                .contains(new Deed(Verb.UPDATE, Resource.Kind.DOCUMENT, false, Tier.T2));
        assertThat(Reach.beyond(reach(after), reach(before))).isEmpty();
    }

    private static Row row(List<Row> rows, Verb verb, Tier tier) {
        var deed = new Deed(verb, Resource.Kind.DOCUMENT, false, tier);
        return rows.stream().filter(row -> row.deed().equals(deed)).findFirst().orElseThrow();
    }

    private static List<Row> reach(Facts facts) {
        return new Reach(facts, DESK, NOON).unattended();
    }

    private static Facts world(Pack pack) {
        var facts = World.at(Step.PRODUCTION).facts();
        return facts.with(facts.agent(DESK).orElseThrow().heldTo(pack));
    }
}
