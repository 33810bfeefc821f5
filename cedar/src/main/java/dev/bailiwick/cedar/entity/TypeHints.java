package dev.bailiwick.cedar.entity;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import java.util.Collection;
import java.util.List;

/** What the JSON reader asks a schema. It hints at types only; whether values fit is the validator's business. */
public interface TypeHints {
    /** The attributes of an entity type, as a record; unknown when the type is not declared. */
    TypeHint attributes(EntityTypeName type);

    /** The values of the tags of an entity type. */
    TypeHint tags(EntityTypeName type);

    /** The context of an action, as a record. */
    TypeHint context(EntityUid action);

    /** The actions the schema declares, with their groups as parents: with a schema, actions come from it alone. */
    Collection<Entity> actions();

    /** Without a schema nothing is known and there are no actions but those in the data. */
    TypeHints NONE = new NoHints();
}

/** No schema. */
final class NoHints implements TypeHints {
    @Override
    public TypeHint attributes(EntityTypeName type) {
        return new TypeHint.Unknown();
    }

    @Override
    public TypeHint tags(EntityTypeName type) {
        return new TypeHint.Unknown();
    }

    @Override
    public TypeHint context(EntityUid action) {
        return new TypeHint.Unknown();
    }

    @Override
    public Collection<Entity> actions() {
        return List.of();
    }
}
