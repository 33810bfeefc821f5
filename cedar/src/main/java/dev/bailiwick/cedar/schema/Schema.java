package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.TypeHint;
import dev.bailiwick.cedar.entity.TypeHints;
import dev.bailiwick.cedar.syntax.JsonText;
import dev.bailiwick.json.JsonLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;

/**
 * A schema with every name looked up. Immutable.
 *
 * <pre>{@code
 * Schema schema = Schema.parse("""
 *         entity User in [Group] { age: Long };
 *         entity Group, Photo;
 *         action view appliesTo { principal: User, resource: Photo };
 *         """);
 * }</pre>
 */
public final class Schema implements TypeHints {
    private final SequencedMap<EntityTypeName, EntityType> entityTypes;
    private final SequencedMap<EntityUid, ActionType> actions;
    private final Hints hints;
    private final List<Entity> actionEntities;

    Schema(SequencedMap<EntityTypeName, EntityType> entityTypes, SequencedMap<EntityUid, ActionType> actions) {
        this.entityTypes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entityTypes));
        this.actions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(actions));
        this.hints = new Hints();
        this.actionEntities = actions.values().stream()
                .map(action -> Entity.of(action.uid(), RecordValue.EMPTY, action.parents()))
                .toList();
    }

    /**
     * Reads the Cedar schema syntax.
     *
     * @throws dev.bailiwick.cedar.CedarException with line and column when the text is no schema
     */
    public static Schema parse(String text) {
        return of(List.of(Fragment.parse(text)));
    }

    /**
     * Reads the JSON form.
     *
     * @throws dev.bailiwick.cedar.CedarException when the text is no schema in JSON
     */
    public static Schema parseJson(String json) {
        return of(List.of(Fragment.ofJson(JsonText.parse(json, JsonLimits.FILE.withNul()))));
    }

    /**
     * Puts fragments together; each may refer to what another declares.
     *
     * @throws dev.bailiwick.cedar.CedarException when a name is declared twice, shadows another or stands for nothing
     */
    public static Schema of(Collection<Fragment> fragments) {
        return Resolver.resolve(fragments);
    }

    /** The declared entity types; the types of actions are not among them. */
    public SequencedCollection<EntityType> entityTypes() {
        return entityTypes.sequencedValues();
    }

    public SequencedCollection<ActionType> actionTypes() {
        return actions.sequencedValues();
    }

    /** The declared actions as entities: no attributes, their groups as parents. */
    @Override
    public List<Entity> actions() {
        return actionEntities;
    }

    public Optional<EntityType> entityType(EntityTypeName name) {
        return Optional.ofNullable(entityTypes.get(name));
    }

    public Optional<ActionType> action(EntityUid uid) {
        return Optional.ofNullable(actions.get(uid));
    }

    @Override
    public TypeHint attributes(EntityTypeName type) {
        return entityType(type).map(declared -> hints.of(declared.shape())).orElseGet(TypeHint.Unknown::new);
    }

    @Override
    public TypeHint tags(EntityTypeName type) {
        return entityType(type).flatMap(EntityType::tags).map(hints::of).orElseGet(TypeHint.Unknown::new);
    }

    @Override
    public TypeHint context(EntityUid action) {
        return action(action).map(declared -> hints.of(declared.context())).orElseGet(TypeHint.Unknown::new);
    }

    /** Every kind of request the schema allows. */
    public List<Environment> environments() {
        var environments = new ArrayList<Environment>();
        for (ActionType action : actions.values()) {
            for (EntityTypeName principal : action.principals()) {
                for (EntityTypeName resource : action.resources()) {
                    environments.add(new Environment(principal, action, resource));
                }
            }
        }
        return environments;
    }
}
