package dev.bailiwick.cedar.entity;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An immutable snapshot of entities, with all ancestors worked out. */
public final class EntityStore {
    private static final StoredEntity[] NONE = {};

    public static final EntityStore EMPTY = new EntityStore(Map.of(), NONE);

    private final Map<EntityUid, StoredEntity> entities;
    /** The few that belong to one request, looked at first. */
    private final StoredEntity[] few;

    private EntityStore(Map<EntityUid, StoredEntity> entities, StoredEntity[] few) {
        this.entities = entities;
        this.few = few;
    }

    /** @throws CedarException when a uid occurs twice or the hierarchy has a cycle */
    public static EntityStore of(Collection<Entity> given) {
        var byUid = new LinkedHashMap<EntityUid, Entity>();
        for (Entity entity : given) {
            if (byUid.putIfAbsent(entity.uid(), entity) != null) {
                throw CedarException.of("duplicate entity entry `" + entity.uid() + "`");
            }
        }
        var ancestors = new Ancestors(byUid).all();
        var stored = new HashMap<EntityUid, StoredEntity>();
        byUid.forEach((uid, entity) ->
                stored.put(uid, new StoredEntity(entity, ancestors.getOrDefault(uid, Set.of()))));
        return new EntityStore(stored, NONE);
    }

    /** The entity, null when it is not in this store. */
    public @Nullable StoredEntity get(EntityUid uid) {
        for (StoredEntity entity : few) {
            if (entity.uid().equals(uid)) return entity;
        }
        return entities.get(uid);
    }

    public boolean has(EntityUid uid) {
        return get(uid) != null;
    }

    public Collection<StoredEntity> entities() {
        return few.length == 0 ? Collections.unmodifiableCollection(entities.values()) : merged().values();
    }

    public int size() {
        return entities().size();
    }

    private Map<EntityUid, StoredEntity> merged() {
        var all = new LinkedHashMap<>(entities);
        for (StoredEntity entity : few) all.put(entity.uid(), entity);
        return all;
    }

    /**
     * This store with the few entities of one request laid over it: cheap, whatever the size of the store, and nothing is
     * copied. They may have parents in this store or earlier in the list; what this store holds keeps its own parents, so
     * none of it can lie in one of them. They replace entities of the same uid, those of an earlier overlay too.
     */
    public EntityStore overlaid(List<Entity> few) {
        var base = this.few.length == 0 ? entities : merged();
        var stored = new StoredEntity[few.size()];
        var above = new EntityStore(base, NONE);
        for (int i = 0; i < stored.length; i++) {
            stored[i] = new StoredEntity(few.get(i), above.ancestors(few.get(i).parents()));
            above = new EntityStore(base, Arrays.copyOf(stored, i + 1));
        }
        return above;
    }

    private Set<EntityUid> ancestors(Set<EntityUid> parents) {
        var all = new LinkedHashSet<>(parents);
        for (EntityUid parent : parents) {
            StoredEntity entity = get(parent);
            if (entity != null) all.addAll(entity.ancestors());
        }
        return all;
    }

    /** Whether the first is the second or lies below it; true of an entity and itself even when it is not stored. */
    public boolean isIn(EntityUid below, EntityUid above) {
        if (below.equals(above)) return true;
        StoredEntity entity = get(below);
        return entity != null && entity.isIn(above);
    }

    /** This store with more entities; those it already holds are replaced. */
    public EntityStore with(Collection<Entity> more) {
        var all = new LinkedHashMap<EntityUid, Entity>();
        for (StoredEntity stored : entities()) all.put(stored.uid(), stored.entity());
        more.forEach(entity -> all.put(entity.uid(), entity));
        return of(all.values());
    }

    /**
     * The entities that policies of a level can reach from these roots and that are not here. Empty means that the store
     * is <em>closed at that level</em>: a policy set validated at the level never meets a missing entity, so neither
     * {@code in} nor {@code has} can be false for want of facts (cedar-spec, {@code closedAtLevel}).
     *
     * @param roots principal, action, resource and every entity the context mentions
     * @param level how many steps from entity to entity policies may take, 0 for none
     */
    public List<EntityUid> missingAtLevel(Collection<EntityUid> roots, int level) {
        var missing = new LinkedHashSet<EntityUid>();
        var seen = new LinkedHashSet<EntityUid>(roots);
        Collection<EntityUid> front = roots;
        for (int step = 0; step < level && !front.isEmpty(); step++) {
            var next = new ArrayList<EntityUid>();
            for (EntityUid uid : front) {
                StoredEntity entity = get(uid);
                if (entity == null) {
                    missing.add(uid);
                    continue;
                }
                var mentioned = new LinkedHashSet<EntityUid>();
                collectUids(entity.attributes(), mentioned);
                collectUids(entity.tags(), mentioned);
                for (EntityUid reached : mentioned) {
                    if (seen.add(reached)) next.add(reached);
                }
            }
            front = next;
        }
        return List.copyOf(missing);
    }

    /** Whether {@link #missingAtLevel} would find nothing: the same question, asked in every decision, without a list. */
    public boolean isClosedAtLevel(Collection<EntityUid> roots, int level) {
        if (level == 0) return true;
        for (EntityUid root : roots) {
            if (!reaches(root, level)) return false;
        }
        return true;
    }

    private boolean reaches(EntityUid uid, int level) {
        StoredEntity entity = get(uid);
        if (entity == null) return false;
        if (level == 1) return true;
        for (EntityUid mentioned : entity.mentions()) {
            if (!reaches(mentioned, level - 1)) return false;
        }
        return true;
    }

    /** Adds every entity a value mentions, however deep inside. */
    public static void collectUids(Value value, Collection<EntityUid> into) {
        var open = new ArrayDeque<Value>();
        open.push(value);
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case EntityUid uid -> into.add(uid);
                case SetValue set -> set.forEach(open::push);
                case RecordValue record -> {
                    for (int i = 0; i < record.size(); i++) open.push(record.value(i));
                }
                default -> {}
            }
        }
    }
}
