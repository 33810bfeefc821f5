package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.schema.Fragment.ActionDeclaration;
import dev.bailiwick.cedar.schema.Fragment.ActionName;
import dev.bailiwick.cedar.schema.Fragment.CommonType;
import dev.bailiwick.cedar.schema.Fragment.EntityDeclaration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Makes one {@link Schema} out of fragments: looks up every name, writes out common types, closes hierarchies. */
final class Resolver {
    private record Declared<D>(String namespace, D declaration) {}

    private final SequencedMap<String, Declared<CommonType>> commonTypes = new LinkedHashMap<>();
    private final SequencedMap<EntityTypeName, Declared<EntityDeclaration>> entityTypes = new LinkedHashMap<>();
    private final SequencedMap<EntityUid, Declared<ActionDeclaration>> actions = new LinkedHashMap<>();

    private Resolver() {}

    static Schema resolve(Collection<Fragment> fragments) {
        var resolver = new Resolver();
        fragments.forEach(resolver::collect);
        resolver.refuseShadows();
        return resolver.schema();
    }

    private void collect(Fragment fragment) {
        fragment.namespaces().forEach((namespace, declarations) -> {
            declarations.commonTypes().forEach((name, type) -> {
                if (commonTypes.putIfAbsent(qualified(namespace, name), new Declared<>(namespace, type)) != null) {
                    throw CedarException.at(type.position(), "common type `" + name + "` is declared twice");
                }
            });
            declarations.entityTypes().forEach((name, type) -> {
                var full = EntityTypeName.of(name).in(namespace);
                if (entityTypes.putIfAbsent(full, new Declared<>(namespace, type)) != null) {
                    throw CedarException.at(type.position(), "entity type `" + full + "` is declared twice");
                }
            });
            declarations.actions().forEach((name, action) -> {
                var uid = new EntityUid(EntityTypeName.of("Action").in(namespace), name);
                if (actions.putIfAbsent(uid, new Declared<>(namespace, action)) != null) {
                    throw CedarException.at(action.position(), "action `" + uid + "` is declared twice");
                }
            });
        });
    }

    /** What stands outside namespaces may not be declared again inside one (RFC 70). */
    private void refuseShadows() {
        var outside = new LinkedHashSet<String>();
        commonTypes.keySet().stream().filter(name -> !name.contains("::")).forEach(outside::add);
        entityTypes.keySet().stream()
                .filter(name -> name.namespace().isEmpty())
                .forEach(name -> outside.add(name.name()));
        commonTypes.forEach((name, declared) -> {
            if (!declared.namespace().isEmpty() && outside.contains(afterNamespace(name))) {
                throw CedarException.at(declared.declaration().position(), shadow(name, afterNamespace(name)));
            }
        });
        entityTypes.forEach((name, declared) -> {
            if (!declared.namespace().isEmpty() && outside.contains(name.basename())) {
                throw CedarException.at(declared.declaration().position(), shadow(name.name(), name.basename()));
            }
        });
        actions.forEach((uid, declared) -> {
            var shadowed = EntityUid.of("Action", uid.id());
            if (!declared.namespace().isEmpty() && actions.containsKey(shadowed)) {
                throw CedarException.at(declared.declaration().position(), shadow(uid.toString(), shadowed.toString()));
            }
        });
    }

    private static String shadow(String name, String shadowed) {
        return "`" + name + "` would shadow `" + shadowed + "`, which is declared outside any namespace";
    }

    private Schema schema() {
        var names = new DeclaredNames(commonTypes.keySet(), entityTypes.keySet(), actions.keySet());
        var types = new TypeWriter(names, definitions());
        types.writeOutAll();
        return new Schema(entityTypes(names, types), actionTypes(names, types));
    }

    private Map<String, TypeWriter.Definition> definitions() {
        var definitions = new LinkedHashMap<String, TypeWriter.Definition>();
        commonTypes.forEach((name, declared) -> definitions.put(
                name,
                new TypeWriter.Definition(
                        declared.declaration().type(),
                        declared.namespace(),
                        declared.declaration().position())));
        return definitions;
    }

    private SequencedMap<EntityTypeName, EntityType> entityTypes(DeclaredNames names, TypeWriter types) {
        var parents = new LinkedHashMap<EntityTypeName, Set<EntityTypeName>>();
        entityTypes.forEach((name, declared) -> parents.put(name, parentTypes(declared, names)));
        var ancestors = closure(parents);
        var descendants = closure(reversed(parents));
        var resolved = new LinkedHashMap<EntityTypeName, EntityType>();
        entityTypes.forEach((name, declared) -> {
            var up = ancestors.getOrDefault(name, Set.of());
            var down = descendants.getOrDefault(name, Set.of());
            resolved.put(
                    name,
                    switch (declared.declaration()) {
                        case EntityDeclaration.Enumerated enumerated ->
                            new EntityType(
                                    name,
                                    up,
                                    down,
                                    Type.RecordOf.EMPTY,
                                    Optional.empty(),
                                    new LinkedHashSet<>(enumerated.ids()));
                        case EntityDeclaration.Standard standard ->
                            new EntityType(
                                    name,
                                    up,
                                    down,
                                    types.record(
                                            standard.shape(),
                                            declared.namespace(),
                                            standard.position(),
                                            "the shape of entity type `" + name + "`"),
                                    standard.tags()
                                            .map(tags -> types.type(tags, declared.namespace(), standard.position())),
                                    new LinkedHashSet<>());
                    });
        });
        return resolved;
    }

    private Set<EntityTypeName> parentTypes(Declared<EntityDeclaration> declared, DeclaredNames names) {
        return declared.declaration() instanceof EntityDeclaration.Standard standard
                ? names.declaredEntities(standard.parents(), declared.namespace())
                : Set.of();
    }

    private SequencedMap<EntityUid, ActionType> actionTypes(DeclaredNames names, TypeWriter types) {
        var parents = new LinkedHashMap<EntityUid, Set<EntityUid>>();
        actions.forEach((uid, declared) -> {
            var groups = new LinkedHashSet<EntityUid>();
            for (ActionName parent : declared.declaration().parents().orElse(List.of())) {
                groups.add(names.action(parent, declared.namespace()));
            }
            parents.put(uid, groups);
        });
        var ancestors = closure(parents);
        refuseCycles(ancestors);
        var descendants = closure(reversed(parents));
        var resolved = new LinkedHashMap<EntityUid, ActionType>();
        actions.forEach((uid, declared) -> {
            var appliesTo = declared.declaration().appliesTo();
            String namespace = declared.namespace();
            resolved.put(
                    uid,
                    new ActionType(
                            uid,
                            parents.getOrDefault(uid, Set.of()),
                            ancestors.getOrDefault(uid, Set.of()),
                            descendants.getOrDefault(uid, Set.of()),
                            appliesTo
                                    .map(to -> names.declaredEntities(to.principals(), namespace))
                                    .orElseGet(LinkedHashSet::new),
                            appliesTo
                                    .map(to -> names.declaredEntities(to.resources(), namespace))
                                    .orElseGet(LinkedHashSet::new),
                            appliesTo
                                    .map(to -> types.record(
                                            to.context(),
                                            namespace,
                                            declared.declaration().position(),
                                            "the context of action `" + uid + "`"))
                                    .orElse(Type.RecordOf.EMPTY)));
        });
        return resolved;
    }

    private void refuseCycles(Map<EntityUid, Set<EntityUid>> ancestors) {
        actions.forEach((uid, declared) -> {
            if (ancestors.getOrDefault(uid, Set.of()).contains(uid)) {
                throw CedarException.at(declared.declaration().position(), "action `" + uid + "` is inside itself");
            }
        });
    }

    /** Everything that can be reached, by a walk without recursion. */
    private static <K> Map<K, Set<K>> closure(Map<K, Set<K>> edges) {
        var closed = new LinkedHashMap<K, Set<K>>();
        for (K start : edges.keySet()) {
            var reached = new LinkedHashSet<K>();
            var pending = new ArrayDeque<K>(edges.getOrDefault(start, Set.of()));
            while (!pending.isEmpty()) {
                K next = pending.poll();
                if (reached.add(next)) pending.addAll(edges.getOrDefault(next, Set.of()));
            }
            closed.put(start, reached);
        }
        return closed;
    }

    private static <K> Map<K, Set<K>> reversed(Map<K, Set<K>> edges) {
        var reversed = new LinkedHashMap<K, Set<K>>();
        edges.forEach((from, all) -> all.forEach(
                to -> reversed.computeIfAbsent(to, _ -> new LinkedHashSet<>()).add(from)));
        return reversed;
    }

    private static String qualified(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "::" + name;
    }

    private static String afterNamespace(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }
}
