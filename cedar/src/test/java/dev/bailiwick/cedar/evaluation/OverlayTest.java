package dev.bailiwick.cedar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The entities of one request, laid over a store. */
class OverlayTest {
    private static final EntityUid TOP = EntityUid.of("G", "top");
    private static final EntityUid TEAM = EntityUid.of("G", "team");
    private static final EntityUid ANA = EntityUid.of("U", "ana");
    private static final EntityUid SESSION = EntityUid.of("S", "1");
    private static final EntityStore BASE = EntityStore.of(List.of(Entity.of(TOP), under(TEAM, TOP), under(ANA, TEAM)));

    @Test
    void a_new_entity_lies_in_everything_its_parents_lie_in() {
        var store = BASE.overlaid(List.of(under(SESSION, ANA)));
        for (EntityUid above : List.of(SESSION, ANA, TEAM, TOP))
            assertThat(store.isIn(SESSION, above)).isTrue();
        assertThat(store.isIn(ANA, SESSION)).isFalse();
        assertThat(store.size()).isEqualTo(4);
        assertThat(BASE.has(SESSION)).isFalse();
    }

    @Test
    void later_ones_may_lie_in_earlier_ones() {
        var item = EntityUid.of("I", "1");
        var store = BASE.overlaid(List.of(under(SESSION, ANA), under(item, SESSION)));
        assertThat(store.isIn(item, TOP)).isTrue();
    }

    @Test
    void it_replaces_what_has_the_same_uid() {
        var changed = Entity.of(ANA, RecordValue.of(Map.of("age", LongValue.of(7))), Set.of(TOP));
        var store = BASE.overlaid(List.of(changed));
        assertThat(Objects.requireNonNull(store.get(ANA)).attributes().get("age"))
                .isEqualTo(LongValue.of(7));
        assertThat(store.isIn(ANA, TEAM)).isFalse();
        assertThat(store.size()).isEqualTo(3);
    }

    @Test
    void an_overlay_over_an_overlay_keeps_both() {
        var store = BASE.overlaid(List.of(under(SESSION, ANA))).overlaid(List.of(Entity.of(EntityUid.of("I", "1"))));
        assertThat(store.isIn(SESSION, TOP)).isTrue();
        assertThat(store.size()).isEqualTo(5);
    }

    @Test
    void what_an_overlaid_entity_mentions_must_be_there() {
        var dangling = Entity.of(SESSION, RecordValue.of(Map.of("of", EntityUid.of("U", "gone"))), Set.of());
        var store = BASE.overlaid(List.of(dangling));
        assertThat(store.missingAtLevel(List.of(SESSION), 2)).containsExactly(EntityUid.of("U", "gone"));
        assertThat(store.isClosedAtLevel(List.of(SESSION), 2)).isFalse();
        assertThat(store.isClosedAtLevel(List.of(SESSION), 1)).isTrue();
        assertThat(store.isClosedAtLevel(List.of(ANA), 2)).isTrue();
    }

    private static Entity under(EntityUid uid, EntityUid parent) {
        return Entity.of(uid, RecordValue.EMPTY, Set.of(parent));
    }
}
