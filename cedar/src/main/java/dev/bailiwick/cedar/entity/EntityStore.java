package dev.bailiwick.cedar.entity;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable snapshot of entities, with all ancestors worked out.
 *
 * <p>{@link #with} lays a few entities over a store that may be large, for a single request, and copies nothing of it.
 */
public final class EntityStore {
    public static final EntityStore EMPTY = new EntityStore(Map.of(), Set.of(), new StoredEntity[0]);

    /** So many entities are laid over a store; they are searched one by one. */
    private static final int FEW = 16;

    private final Map<EntityUid, StoredEntity> entities;
    /** Every uid that is an ancestor of one of these: whoever changes such an entity changes others too. */
    private final Set<EntityUid> above;
    /** Laid over the others, which they hide. */
    private final StoredEntity[] laid;

    private EntityStore(Map<EntityUid, StoredEntity> entities, Set<EntityUid> above, StoredEntity[] laid) {
        this.entities = entities;
        this.above = above;
        this.laid = laid;
    }

    /** @throws CedarException when a uid occurs twice or the hierarchy has a cycle */
    public static EntityStore of(Collection<Entity> given) {
        var byUid = byUid(given);
        var stored = new HashMap<EntityUid, StoredEntity>();
        var above = new HashSet<EntityUid>();
        new Ancestors(byUid, EMPTY).all().forEach((uid, ancestors) -> {
            Entity entity = byUid.get(uid);
            if (entity == null) return;
            stored.put(uid, new StoredEntity(entity, ancestors));
            above.addAll(ancestors);
        });
        return new EntityStore(stored, above, new StoredEntity[0]);
    }

    private static Map<EntityUid, Entity> byUid(Collection<Entity> given) {
        var byUid = new LinkedHashMap<EntityUid, Entity>();
        for (Entity entity : given) {
            if (byUid.putIfAbsent(entity.uid(), entity) != null) {
                throw CedarException.of("duplicate entity entry `" + entity.uid() + "`");
            }
        }
        return byUid;
    }

    /** The entity, null when it is not in this store. */
    public @Nullable StoredEntity get(EntityUid uid) {
        for (StoredEntity entity : laid) {
            if (entity.uid().equals(uid)) return entity;
        }
        return entities.get(uid);
    }

    public boolean has(EntityUid uid) {
        return get(uid) != null;
    }

    /** All entities, in no particular order. */
    public Collection<StoredEntity> entities() {
        if (laid.length == 0) return Collections.unmodifiableCollection(entities.values());
        var all = new HashMap<>(entities);
        for (StoredEntity entity : laid) all.put(entity.uid(), entity);
        return Collections.unmodifiableCollection(all.values());
    }

    /** How many entities there are, those laid over included. */
    public int size() {
        int size = entities.size();
        for (StoredEntity entity : laid) size += entities.containsKey(entity.uid()) ? 0 : 1;
        return size;
    }

    /** Whether the first is the second or lies below it; true of an entity and itself even when it is not stored. */
    public boolean isIn(EntityUid below, EntityUid above) {
        if (below.equals(above)) return true;
        StoredEntity entity = get(below);
        return entity != null && entity.isIn(above);
    }

    /**
     * This store with more entities; those it already holds are replaced.
     *
     * <p>Meant for the handful that exist only for one request, such as its session: they are laid over this store, which
     * is shared and not copied. Only when there are many, or when entities of this store lie below one of them, is the
     * whole store built anew.
     *
     * @throws CedarException when a uid occurs twice among them or the hierarchy gets a cycle
     */
    public EntityStore with(Collection<Entity> more) {
        if (more.isEmpty()) return this;
        var byUid = byUid(more);
        if (laid.length + more.size() > FEW || reachesDown(byUid)) return anew(more);
        var ancestors = new Ancestors(byUid, this).all();
        var over = new ArrayList<StoredEntity>(laid.length + more.size());
        byUid.forEach((uid, entity) -> over.add(new StoredEntity(entity, ancestors.getOrDefault(uid, Set.of()))));
        for (StoredEntity entity : laid) {
            if (!byUid.containsKey(entity.uid())) over.add(entity);
        }
        return new EntityStore(entities, above, over.toArray(StoredEntity[]::new));
    }

    /** Whether an entity of this store lies below one of these. */
    private boolean reachesDown(Map<EntityUid, Entity> more) {
        for (EntityUid uid : more.keySet()) {
            if (above.contains(uid)) return true;
            for (StoredEntity entity : laid) {
                if (entity.isBelow(uid)) return true;
            }
        }
        return false;
    }

    private EntityStore anew(Collection<Entity> more) {
        var all = new LinkedHashMap<EntityUid, Entity>();
        entities().forEach(stored -> all.put(stored.uid(), stored.entity()));
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
        var missing = new ArrayList<EntityUid>();
        var seen = new HashSet<>(roots);
        Collection<EntityUid> front = new LinkedHashSet<>(roots);
        for (int step = 0; step < level && !front.isEmpty(); step++) {
            boolean last = step == level - 1;
            var next = new ArrayList<EntityUid>();
            for (EntityUid uid : front) {
                StoredEntity entity = get(uid);
                if (entity == null) missing.add(uid);
                else if (!last) addUnseen(entity.mentioned(), seen, next);
            }
            front = next;
        }
        return List.copyOf(missing);
    }

    private static void addUnseen(List<EntityUid> mentioned, Set<EntityUid> seen, List<EntityUid> next) {
        for (EntityUid uid : mentioned) {
            if (seen.add(uid)) next.add(uid);
        }
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
        for (EntityUid mentioned : entity.mentioned()) {
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
