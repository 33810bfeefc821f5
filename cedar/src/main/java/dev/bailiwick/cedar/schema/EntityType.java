package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.EntityTypeName;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * A declared entity type.
 *
 * @param ancestors types whose entities may be reached by {@code in}, this type itself only when declared inside itself
 * @param descendants the reverse of {@code ancestors}
 * @param tags the type of its tags; empty when entities carry none
 * @param ids the only ids of an enumerated type, empty for every other type
 */
public record EntityType(
        EntityTypeName name,
        Set<EntityTypeName> ancestors,
        Set<EntityTypeName> descendants,
        Type.RecordOf shape,
        Optional<Type> tags,
        SequencedSet<String> ids) {
    public EntityType {
        ancestors = Set.copyOf(ancestors);
        descendants = Set.copyOf(descendants);
        ids = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(ids));
    }

    /** Whether the schema lists every entity of this type. */
    public boolean enumerated() {
        return !ids.isEmpty();
    }

    /** Whether the schema lets an entity of this type have this id. */
    public boolean admits(String id) {
        return ids.isEmpty() || ids.contains(id);
    }
}
