package dev.bailiwick.cedar.entity;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import java.util.Set;

/** One entity of a store, all its ancestors known. Ancestors that are not in the store themselves count too. */
public final class StoredEntity {
    private final Entity entity;
    private final Set<EntityUid> ancestors;
    private final EntityUid[] ancestorList;

    StoredEntity(Entity entity, Set<EntityUid> ancestors) {
        this.entity = entity;
        this.ancestors = Set.copyOf(ancestors);
        this.ancestorList = ancestors.toArray(EntityUid[]::new);
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
        return (ancestorList.length > 0 && ancestors.contains(other)) || other.equals(entity.uid());
    }

    public int ancestorCount() {
        return ancestorList.length;
    }

    /** Ancestors by number, for loops that must not allocate. */
    public EntityUid ancestor(int index) {
        return ancestorList[index];
    }
}
