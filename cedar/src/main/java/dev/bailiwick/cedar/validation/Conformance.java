package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.entity.StoredEntity;
import dev.bailiwick.cedar.schema.ActionType;
import dev.bailiwick.cedar.schema.EntityType;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.cedar.schema.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/** Checks requests and entities against a schema. What does not fit is refused before any policy is evaluated. */
public final class Conformance {
    private final Schema schema;
    private final ValueFit values;

    /** Checks requests and entities against this schema. */
    public Conformance(Schema schema) {
        this.schema = schema;
        this.values = new ValueFit(schema);
    }

    /** The first thing about a request that does not fit: its entities, then the action, then the context. */
    public Optional<Mismatch> request(EntityUid principal, EntityUid action, EntityUid resource, RecordValue context) {
        return known("principal", principal)
                .or(() -> known("resource", resource))
                .or(() -> schema.action(action)
                        .map(type -> applies(type, principal, resource).or(() -> context(type, context)))
                        .orElseGet(() -> mismatch("action", undeclared(action))));
    }

    /** Whether a context is one of an action, whoever asks for it. */
    public Optional<Mismatch> context(EntityUid action, RecordValue context) {
        return schema.action(action)
                .map(type -> context(type, context))
                .orElseGet(() -> mismatch("action", undeclared(action)));
    }

    private Optional<Mismatch> context(ActionType action, RecordValue context) {
        return values.misfit(context, action.context()).flatMap(text -> mismatch("context", text));
    }

    private Optional<Mismatch> known(String part, EntityUid uid) {
        var type = schema.entityType(uid.type());
        if (type.isEmpty()) return mismatch(part, unknownType(uid.type()));
        return values.unlisted(uid).flatMap(text -> mismatch(part, text));
    }

    private static Optional<Mismatch> applies(ActionType action, EntityUid principal, EntityUid resource) {
        return applies(action, "principal", principal, action.principals())
                .or(() -> applies(action, "resource", resource, action.resources()));
    }

    private static Optional<Mismatch> applies(
            ActionType action, String part, EntityUid uid, SequencedSet<EntityTypeName> allowed) {
        if (allowed.contains(uid.type())) return Optional.empty();
        String types = allowed.stream().map(EntityTypeName::name).limit(10).collect(Collectors.joining(", "));
        return mismatch(
                part,
                "action `" + action.uid() + "` does not apply to a " + part + " of type `" + uid.type() + "`"
                        + (types.isEmpty() ? ": it applies to nothing" : ", only to " + types));
    }

    /**
     * Everything about some entities that does not fit, one mismatch an entity. Ancestors count however far up;
     * actions must be exactly as the schema declares them.
     *
     * @throws dev.bailiwick.cedar.CedarException when an entity occurs twice or the hierarchy has a cycle
     */
    public List<Mismatch> entities(Collection<Entity> given) {
        var all = new LinkedHashMap<EntityUid, Entity>();
        schema.actions().forEach(action -> all.put(action.uid(), action));
        given.forEach(entity -> all.put(entity.uid(), entity));
        // The store refuses duplicates, but only among what it is given.
        EntityStore.of(given);
        var store = EntityStore.of(all.values());
        var mismatches = new ArrayList<Mismatch>();
        for (Entity entity : given) {
            var stored = store.get(entity.uid());
            if (stored != null) entity(stored).ifPresent(mismatches::add);
        }
        return mismatches;
    }

    /** The first thing about one entity that does not fit. */
    public Optional<Mismatch> entity(StoredEntity entity) {
        var uid = entity.uid();
        var misfit = uid.type().isAction()
                ? action(entity)
                : schema.entityType(uid.type())
                        .map(type -> entity(entity, type))
                        .orElseGet(() -> Optional.of(unknownType(uid.type())));
        return misfit.flatMap(text -> mismatch("entity `" + uid + "`", text));
    }

    private Optional<String> action(StoredEntity entity) {
        var declared = schema.action(entity.uid());
        if (declared.isEmpty()) return Optional.of(undeclared(entity.uid()));
        boolean same = entity.attributes().size() == 0
                && entity.tags().size() == 0
                && entity.ancestors().equals(declared.get().ancestors());
        return same ? Optional.empty() : Optional.of("is not as the schema declares it (actions may be left out)");
    }

    private Optional<String> entity(StoredEntity entity, EntityType type) {
        return values.unlisted(entity.uid())
                .or(() -> values.misfit(entity.attributes(), type.shape()))
                .or(() -> tags(entity, type))
                .or(() -> ancestors(entity, type));
    }

    private Optional<String> tags(StoredEntity entity, EntityType type) {
        if (entity.tags().size() == 0) return Optional.empty();
        if (type.tags().isEmpty()) return Optional.of("entities of type `" + type.name() + "` carry no tags");
        for (var tag : entity.tags().fields().entrySet()) {
            var misfit = values.misfit(tag.getValue(), type.tags().get());
            if (misfit.isPresent()) return Optional.of("in tag " + Text.quoted(tag.getKey()) + ", " + misfit.get());
        }
        return Optional.empty();
    }

    private Optional<String> ancestors(StoredEntity entity, EntityType type) {
        for (EntityUid ancestor : entity.ancestors()) {
            if (!type.ancestors().contains(ancestor.type())) {
                return Optional.of(
                        "entities of type `" + type.name() + "` are never in one of type `" + ancestor.type() + "`");
            }
            var unlisted = values.unlisted(ancestor);
            if (unlisted.isPresent()) return unlisted;
        }
        return Optional.empty();
    }

    private String unknownType(EntityTypeName type) {
        var known =
                schema.entityTypes().stream().map(each -> each.name().name()).toList();
        return "entity type `" + type + "` is not in the schema"
                + Suggestion.of(type.name(), known)
                        .map(text -> " (" + text + ")")
                        .orElse("");
    }

    private String undeclared(EntityUid action) {
        var known = schema.actions().stream().map(each -> each.uid().toString()).toList();
        return "action `" + action + "` is not in the schema"
                + Suggestion.of(action.toString(), known)
                        .map(text -> " (" + text + ")")
                        .orElse("");
    }

    private static Optional<Mismatch> mismatch(String about, String message) {
        return Optional.of(new Mismatch(about, message));
    }
}
