package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.schema.Fragment.ActionName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/** What is declared, and what a written name in a namespace therefore means. */
final class DeclaredNames {
    private final Set<String> commonTypes;
    private final Set<EntityTypeName> entityTypes;
    private final Set<EntityUid> actions;
    private final Set<String> referable;

    DeclaredNames(Set<String> commonTypes, Set<EntityTypeName> entityTypes, Set<EntityUid> actions) {
        this.commonTypes = commonTypes;
        this.entityTypes = entityTypes;
        this.actions = actions;
        this.referable = new TreeSet<>();
        entityTypes.forEach(type -> referable.add(type.name()));
        actions.forEach(action -> referable.add(action.type().name()));
    }

    boolean isCommon(String name) {
        return commonTypes.contains(name);
    }

    /** Whether an attribute may hold entities of this type; the type of declared actions counts. */
    boolean isEntity(String name) {
        return referable.contains(name);
    }

    /** A plain name means what its own namespace declares, else what is declared outside any namespace. */
    List<String> candidates(String path, String namespace) {
        return path.contains("::") || namespace.isEmpty() ? List.of(path) : List.of(namespace + "::" + path, path);
    }

    SequencedSet<EntityTypeName> declaredEntities(List<WrittenType.Name> written, String namespace) {
        var types = new LinkedHashSet<EntityTypeName>();
        for (WrittenType.Name name : written) types.add(declaredEntity(name, namespace));
        return types;
    }

    private EntityTypeName declaredEntity(WrittenType.Name written, String namespace) {
        for (String candidate : candidates(written.path(), namespace)) {
            if (!isEntity(candidate)) continue;
            var type = EntityTypeName.of(candidate);
            if (entityTypes.contains(type)) return type;
            break;
        }
        throw undeclared(written, "entity type", referable);
    }

    EntityUid action(ActionName written, String namespace) {
        for (String type : candidates(written.type().orElse("Action"), namespace)) {
            if (!EntityTypeName.wellFormed(type)) continue;
            var uid = EntityUid.of(type, written.id());
            if (actions.contains(uid)) return uid;
        }
        var problem = CedarException.at(
                written.position(),
                "no action " + Text.quoted(written.id()) + " is declared"
                        + written.type().map(type -> " in `" + type + "`").orElse(""));
        throw Suggestion.of(written.id(), actions.stream().map(EntityUid::id).toList())
                .map(problem::withHint)
                .orElse(problem);
    }

    CedarException undeclared(WrittenType.Name written, String what, Collection<String> known) {
        var problem = CedarException.at(written.position(), "no " + what + " `" + written.path() + "` is declared");
        return Suggestion.of(written.path(), known).map(problem::withHint).orElse(problem);
    }

    CedarException undeclaredType(WrittenType.Name written) {
        var known = new TreeSet<>(referable);
        known.addAll(commonTypes);
        known.addAll(BuiltIn.names());
        return undeclared(written, "type", known);
    }
}
