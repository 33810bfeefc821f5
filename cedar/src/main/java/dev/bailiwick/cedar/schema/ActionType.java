package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;

/**
 * A declared action.
 *
 * @param parents the groups it is declared in
 * @param ancestors every action it is in, itself not included
 * @param descendants the reverse of {@code ancestors}
 */
public record ActionType(
        EntityUid uid,
        Set<EntityUid> parents,
        Set<EntityUid> ancestors,
        Set<EntityUid> descendants,
        SequencedSet<EntityTypeName> principals,
        SequencedSet<EntityTypeName> resources,
        Type.RecordOf context) {
    public ActionType {
        parents = Set.copyOf(parents);
        ancestors = Set.copyOf(ancestors);
        descendants = Set.copyOf(descendants);
        principals = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(principals));
        resources = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(resources));
    }
}
