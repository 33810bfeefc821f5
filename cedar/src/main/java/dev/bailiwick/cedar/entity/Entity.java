package dev.bailiwick.cedar.entity;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One entity as it was given: parents are the direct ones, or any of its ancestors.
 *
 * @param tags like attributes, but with names that need not be known in advance
 */
public record Entity(EntityUid uid, RecordValue attributes, Set<EntityUid> parents, RecordValue tags) {
    public Entity {
        parents = Collections.unmodifiableSet(new LinkedHashSet<>(parents));
    }

    /** An entity without tags. */
    public static Entity of(EntityUid uid, RecordValue attributes, Collection<EntityUid> parents) {
        return new Entity(uid, attributes, new LinkedHashSet<>(parents), RecordValue.EMPTY);
    }

    /** An entity that merely exists. */
    public static Entity of(EntityUid uid) {
        return of(uid, RecordValue.EMPTY, Set.of());
    }
}
