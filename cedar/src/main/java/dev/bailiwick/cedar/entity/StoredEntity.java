package dev.bailiwick.cedar.entity;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One entity of a store, all its ancestors known. Ancestors that are not in the store themselves count too. */
public final class StoredEntity {
    private final Entity entity;
    private final Set<EntityUid> ancestors;
    private final EntityUid[] ancestorList;
    /** The ancestors by hash, open addressing, at most half full: asked several times in every decision. */
    private final @Nullable EntityUid[] table;

    private final EntityUid[] mentions;

    StoredEntity(Entity entity, Set<EntityUid> ancestors) {
        this.entity = entity;
        this.ancestors = Set.copyOf(ancestors);
        this.ancestorList = ancestors.toArray(EntityUid[]::new);
        this.table = new EntityUid[Math.max(2, Integer.highestOneBit(ancestorList.length) * 4)];
        for (EntityUid ancestor : ancestorList) {
            int at = slot(ancestor);
            while (table[at] != null) at = (at + 1) & (table.length - 1);
            table[at] = ancestor;
        }
        this.mentions = mentions(entity);
    }

    private static EntityUid[] mentions(Entity entity) {
        var found = new LinkedHashSet<EntityUid>();
        EntityStore.collectUids(entity.attributes(), found);
        EntityStore.collectUids(entity.tags(), found);
        return found.toArray(EntityUid[]::new);
    }

    /** Every entity that attributes and tags mention. */
    EntityUid[] mentions() {
        return mentions;
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
        return ancestors;
    }

    /** Whether this entity is the other one or lies below it. */
    public boolean isIn(EntityUid other) {
        int at = slot(other);
        for (EntityUid found = table[at]; found != null; found = table[at]) {
            if (found.equals(other)) return true;
            at = (at + 1) & (table.length - 1);
        }
        return other.equals(entity.uid());
    }

    private int slot(EntityUid uid) {
        int hash = uid.hashCode();
        return (hash ^ hash >>> 16) & (table.length - 1);
    }

    public int ancestorCount() {
        return ancestorList.length;
    }

    /** Ancestors by number, for loops that must not allocate. */
    public EntityUid ancestor(int index) {
        return ancestorList[index];
    }
}
