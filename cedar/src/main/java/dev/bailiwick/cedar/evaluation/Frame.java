package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.entity.StoredEntity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What compiled expressions see while they run: the request, with its three entities looked up once. */
final class Frame {
    /** Stands for a result that is none. Compared by identity, so it is no value of the language. */
    static final Value FAILED = new Text("failed");

    private static final EntityUid NOBODY = EntityUid.of("Nobody", "");

    EntityUid principal = NOBODY;
    EntityUid action = NOBODY;
    EntityUid resource = NOBODY;
    RecordValue context = RecordValue.EMPTY;
    private EntityStore entities = EntityStore.EMPTY;

    private final Seat principalSeat = new Seat();
    private final Seat actionSeat = new Seat();
    private final Seat resourceSeat = new Seat();
    private final Seat otherSeat = new Seat();

    /** The results that nodes keep for this request: null where nobody asked yet, {@link #FAILED} where there is none. */
    final @Nullable Value[] kept;

    Frame(int kept) {
        this.kept = new Value[kept];
    }

    void enter(Request request, EntityStore store) {
        leave(); // whatever an evaluation that broke off left behind
        principal = request.principal();
        action = request.action();
        resource = request.resource();
        context = request.context();
        entities = store;
        Arrays.fill(kept, null);
    }

    /** Forgets the request: a verdict that lies around must not hold on to its entities. */
    void leave() {
        principalSeat.clear();
        actionSeat.clear();
        resourceSeat.clear();
        otherSeat.clear();
        context = RecordValue.EMPTY;
        entities = EntityStore.EMPTY;
    }

    /** The entity, null when there is none: looked up when first asked for, remembered while the same one is asked again. */
    @SuppressWarnings("ReferenceEquality") // a shortcut: another object with the same uid takes another seat
    @Nullable
    StoredEntity find(EntityUid uid) {
        if (uid == principal) return principalSeat.find(uid, entities);
        if (uid == resource) return resourceSeat.find(uid, entities);
        if (uid == action) return actionSeat.find(uid, entities);
        return otherSeat.find(uid, entities);
    }

    /** The last lookup. */
    private static final class Seat {
        private @Nullable EntityUid uid;
        private @Nullable StoredEntity entity;

        @SuppressWarnings("ReferenceEquality") // a shortcut
        @Nullable
        StoredEntity find(EntityUid wanted, EntityStore entities) {
            if (uid != wanted) {
                entity = entities.get(wanted);
                uid = wanted;
            }
            return entity;
        }

        void clear() {
            uid = null;
            entity = null;
        }
    }

    boolean isIn(EntityUid below, EntityUid above) {
        if (below.equals(above)) return true;
        StoredEntity entity = find(below);
        return entity != null && entity.isIn(above);
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
