package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.entity.StoredEntity;
import dev.bailiwick.cedar.policy.Variable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What compiled expressions see while they run: the request, with its three entities looked up once. */
final class Frame {
    /** Stands for no value. Compared by identity, so it is no value of the language. */
    static final Value MISSING = new Text("missing");

    private static final EntityUid NOBODY = EntityUid.of("Nobody", "");

    EntityUid principal = NOBODY;
    EntityUid action = NOBODY;
    EntityUid resource = NOBODY;
    RecordValue context = RecordValue.EMPTY;
    private EntityStore entities = EntityStore.EMPTY;

    @Nullable
    StoredEntity principalEntity;

    @Nullable
    StoredEntity actionEntity;

    @Nullable
    StoredEntity resourceEntity;

    /** What paths led to in this request; null where nobody looked yet, {@link #MISSING} where there is nothing. */
    final @Nullable Value[] paths;

    Frame(int paths) {
        this.paths = new Value[paths];
    }

    void enter(Request request, EntityStore store) {
        principal = request.principal();
        action = request.action();
        resource = request.resource();
        context = request.context();
        entities = store;
        principalEntity = store.get(principal);
        actionEntity = store.get(action);
        resourceEntity = store.get(resource);
        Arrays.fill(paths, null);
    }

    /** Forgets the request: a verdict that lies around must not hold on to its entities. */
    void leave() {
        principalEntity = null;
        actionEntity = null;
        resourceEntity = null;
        context = RecordValue.EMPTY;
        entities = EntityStore.EMPTY;
    }

    @SuppressWarnings("ReferenceEquality") // a shortcut: another object with the same uid is found in the store
    @Nullable
    StoredEntity find(EntityUid uid) {
        if (uid == principal) return principalEntity;
        if (uid == resource) return resourceEntity;
        return entities.get(uid);
    }

    boolean isIn(EntityUid below, EntityUid above) {
        if (below.equals(above)) return true;
        StoredEntity entity = find(below);
        return entity != null && entity.isIn(above);
    }

    /** What a variable has under a name, {@link #MISSING} if nothing. */
    Value root(Variable variable, String name) {
        Value value = switch (variable) {
            case CONTEXT -> context.get(name);
            case PRINCIPAL ->
                principalEntity == null ? null : principalEntity.attributes().get(name);
            case ACTION ->
                actionEntity == null ? null : actionEntity.attributes().get(name);
            case RESOURCE ->
                resourceEntity == null ? null : resourceEntity.attributes().get(name);
        };
        return value == null ? MISSING : value;
    }

    Value attribute(@Nullable StoredEntity entity, String name) {
        Value value = entity == null ? null : entity.attributes().get(name);
        if (value == null) throw Signal.FAILED;
        return value;
    }

    Value attribute(Value target, String name) {
        if (target instanceof EntityUid uid) return attribute(find(uid), name);
        Value value = target instanceof RecordValue record ? record.get(name) : null;
        if (value == null) throw Signal.FAILED;
        return value;
    }

    boolean has(Value target, String name) {
        if (target instanceof RecordValue record) return record.has(name);
        if (!(target instanceof EntityUid uid)) throw Signal.FAILED;
        StoredEntity entity = find(uid);
        return entity != null && entity.attributes().has(name);
    }
}
