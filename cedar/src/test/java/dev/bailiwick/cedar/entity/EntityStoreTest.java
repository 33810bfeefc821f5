package dev.bailiwick.cedar.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A large store, and the few entities of one request laid over it. */
class EntityStoreTest {
    private static final EntityStore STORE = EntityStore.of(List.of(
            entity("alice", List.of("editors"), Map.of("boss", uid("bob"))),
            entity("bob", List.of(), Map.of("boss", uid("carol"))),
            entity("editors", List.of("staff"), Map.of())));

    private static EntityUid uid(String id) {
        return EntityUid.of("E", id);
    }

    private static Entity entity(String id, List<String> parents, Map<String, Value> attributes) {
        return Entity.of(
                uid(id),
                RecordValue.of(attributes),
                parents.stream().map(EntityStoreTest::uid).toList());
    }

    private static StoredEntity stored(EntityStore store, String id) {
        return Objects.requireNonNull(store.get(uid(id)));
    }

    @Test
    void what_is_laid_over_a_store_is_found_and_the_store_does_not_change() {
        EntityStore over = STORE.with(List.of(entity("session", List.of("alice"), Map.of())));

        assertThat(over.has(uid("session"))).isTrue();
        assertThat(over.has(uid("bob"))).isTrue();
        assertThat(over.size()).isEqualTo(4);
        assertThat(over.entities()).extracting(StoredEntity::uid).contains(uid("session"), uid("alice"));
        assertThat(STORE.has(uid("session"))).isFalse();
        assertThat(STORE.size()).isEqualTo(3);
    }

    @Test
    void what_is_laid_over_lies_below_all_that_its_parents_lie_below() {
        EntityStore over = STORE.with(
                List.of(entity("tool", List.of("session"), Map.of()), entity("session", List.of("alice"), Map.of())));

        assertThat(over.isIn(uid("tool"), uid("staff"))).isTrue();
        assertThat(over.isIn(uid("tool"), uid("bob"))).isFalse();
        assertThat(stored(over, "session").ancestors())
                .containsExactlyInAnyOrder(uid("alice"), uid("editors"), uid("staff"));
    }

    @Test
    void an_entity_laid_over_hides_the_one_beneath() {
        EntityStore over = STORE.with(List.of(entity("alice", List.of(), Map.of("level", LongValue.of(2)))));

        assertThat(stored(over, "alice").attributes().get("level")).isEqualTo(LongValue.of(2));
        assertThat(over.isIn(uid("alice"), uid("staff"))).isFalse();
        assertThat(over.size()).isEqualTo(3);
    }

    @Test
    void a_group_laid_over_lifts_those_who_were_in_it() {
        EntityStore over = STORE.with(List.of(entity("staff", List.of("people"), Map.of())));

        assertThat(over.isIn(uid("alice"), uid("people"))).isTrue();
        assertThat(over.with(List.of(entity("editors", List.of(), Map.of()))).isIn(uid("alice"), uid("people")))
                .isFalse();
    }

    @Test
    void a_uid_twice_and_a_cycle_are_refused_over_a_store_as_in_one() {
        assertThatThrownBy(() ->
                        STORE.with(List.of(entity("x", List.of(), Map.of()), entity("x", List.of("y"), Map.of()))))
                .isInstanceOf(CedarException.class)
                .hasMessageContaining("duplicate entity entry `E::\"x\"`");
        assertThatThrownBy(() ->
                        STORE.with(List.of(entity("x", List.of("y"), Map.of()), entity("y", List.of("x"), Map.of()))))
                .hasMessageContaining("cycle");
        assertThatThrownBy(() -> STORE.with(List.of(entity("staff", List.of("alice"), Map.of()))))
                .hasMessageContaining("cycle");
    }

    @Test
    void what_a_level_can_reach_and_does_not_find_is_named() {
        EntityStore over = STORE.with(List.of(entity("session", List.of(), Map.of("user", uid("alice")))));
        var roots = List.of(uid("session"));

        assertThat(over.missingAtLevel(roots, 0)).isEmpty();
        assertThat(over.missingAtLevel(roots, 3)).isEmpty();
        assertThat(over.missingAtLevel(roots, 4)).containsExactly(uid("carol"));
        assertThat(STORE.missingAtLevel(roots, 1)).containsExactly(uid("session"));
        assertThat(over.isClosedAtLevel(roots, 3)).isTrue();
        assertThat(over.isClosedAtLevel(roots, 4)).isFalse();
    }

    @Test
    void laying_over_gives_what_building_anew_gives() {
        long seed = Long.getLong("bailiwick.seed", 20_251_125);
        var random = new Random(seed);
        for (int world = 0; world < 3_000; world++) {
            var all = new LinkedHashMap<EntityUid, Entity>();
            EntityStore laid = store(random, 6, all);
            EntityStore anew = EntityStore.of(all.values());
            for (int layer = 0; layer < 3 && laid != null; layer++) {
                var more = entities(random, random.nextInt(4));
                more.forEach(entity -> all.put(entity.uid(), entity));
                EntityStore beneath = laid;
                laid = built(() -> beneath.with(more));
                anew = built(() -> EntityStore.of(all.values()));
                assertSame(laid, anew, "seed " + seed + ", world " + world + "\n" + all.values());
            }
        }
    }

    private static EntityStore store(Random random, int size, Map<EntityUid, Entity> into) {
        while (true) {
            var entities = entities(random, size);
            EntityStore store = built(() -> EntityStore.of(entities));
            if (store == null) continue;
            entities.forEach(entity -> into.put(entity.uid(), entity));
            return store;
        }
    }

    private static List<Entity> entities(Random random, int count) {
        var entities = new HashMap<String, Entity>();
        for (int i = 0; i < count; i++) {
            String id = "e" + random.nextInt(12);
            var parents = new ArrayList<String>();
            for (int p = random.nextInt(3); p > 0; p--) parents.add("e" + random.nextInt(12));
            var friends = SetValue.of(Arrays.asList(uid("e" + random.nextInt(12)), LongValue.of(i)));
            entities.put(id, entity(id, parents, Map.of("friends", friends)));
        }
        return List.copyOf(entities.values());
    }

    /** Null when the hierarchy has a cycle. */
    private static @Nullable EntityStore built(Supplier<EntityStore> store) {
        try {
            return store.get();
        } catch (CedarException cycle) {
            return null;
        }
    }

    private static void assertSame(@Nullable EntityStore laid, @Nullable EntityStore anew, String what) {
        assertThat(laid == null).as(what).isEqualTo(anew == null);
        if (laid == null || anew == null) return;
        assertThat(laid.size()).as(what).isEqualTo(anew.size());
        assertThat(laid.entities()).as(what).hasSize(anew.size());
        for (int i = 0; i < 12; i++) {
            StoredEntity here = laid.get(uid("e" + i));
            StoredEntity there = anew.get(uid("e" + i));
            assertThat(here == null).as(what).isEqualTo(there == null);
            if (here == null || there == null) continue;
            assertThat(here.entity()).as(what).isEqualTo(there.entity());
            assertThat(here.ancestors()).as(what).isEqualTo(there.ancestors());
            assertThat(laid.isClosedAtLevel(List.of(here.uid()), 3))
                    .as(what)
                    .isEqualTo(laid.missingAtLevel(List.of(here.uid()), 3).isEmpty());
            assertThat(laid.missingAtLevel(List.of(here.uid()), 3))
                    .as(what)
                    .containsExactlyInAnyOrderElementsOf(anew.missingAtLevel(List.of(here.uid()), 3));
        }
    }
}
