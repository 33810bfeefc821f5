package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.EntityTypeName;

/** One kind of request a schema allows: a principal type, an action, a resource type. */
public record Environment(EntityTypeName principal, ActionType action, EntityTypeName resource) {
    public Type.RecordOf context() {
        return action.context();
    }

    @Override
    public String toString() {
        return principal + ", " + action.uid() + ", " + resource;
    }
}
