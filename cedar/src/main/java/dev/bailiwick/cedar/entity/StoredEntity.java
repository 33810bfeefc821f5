package dev.bailiwick.cedar.entity;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One entity of a store, all its ancestors known. Ancestors that are not in the store themselves count too. */
public final class StoredEntity {
    private final Entity entity;
    private final EntityUid[] ancestorList;
    /** The ancestors by hash, open addressing, at most half full: asked several times in every decision. */
    private final @Nullable EntityUid[] table;
    /** Worked out when first asked for; threads may race to write the same. */
    private @Nullable List<EntityUid> mentioned;

    StoredEntity(Entity entity, Set<EntityUid> ancestors) {
        this.entity = entity;
        this.ancestorList = ancestors.toArray(EntityUid[]::new);
        this.table = new EntityUid[Math.max(2, Integer.highestOneBit(ancestorList.length) * 4)];
        for (EntityUid ancestor : ancestorList) {
            int at = slot(ancestor);
            while (table[at] != null) at = (at + 1) & (table.length - 1);
            table[at] = ancestor;
        }
    }

    public EntityUid uid() {
        return entity.uid();
    }

    public RecordValue attributes() {
        return entity.attributes();
    }

    public RecordValue tags() {
        return entity.tags();
    }

    /** The entity as it was given. */
    public Entity entity() {
        return entity;
    }

    /** Everything above this entity, never the entity itself. */
    public Set<EntityUid> ancestors() {
        return Set.of(ancestorList);
    }

    /** Whether this entity is the other one or lies below it. */
    public boolean isIn(EntityUid other) {
        return isBelow(other) || other.equals(entity.uid());
    }

    /** Whether the other one is an ancestor of this entity. */
    boolean isBelow(EntityUid other) {
        int at = slot(other);
        for (EntityUid found = table[at]; found != null; found = table[at]) {
            if (found.equals(other)) return true;
            at = (at + 1) & (table.length - 1);
        }
        return false;
    }

    /** Every entity that attributes and tags mention. */
    List<EntityUid> mentioned() {
        List<EntityUid> known = mentioned;
        if (known != null) return known;
        var uids = new LinkedHashSet<EntityUid>();
        EntityStore.collectUids(attributes(), uids);
        EntityStore.collectUids(tags(), uids);
        known = List.copyOf(uids);
        mentioned = known;
        return known;
    }

    private int slot(EntityUid uid) {
        int hash = uid.hashCode();
        return (hash ^ hash >>> 16) & (table.length - 1);
    }

    /** How many ancestors there are, for {@link #ancestor}. */
    public int ancestorCount() {
        return ancestorList.length;
    }

    /** Ancestors by number, for loops that must not allocate. */
    public EntityUid ancestor(int index) {
        return ancestorList[index];
    }
}
