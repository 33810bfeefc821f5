package dev.bailiwick.cedar.entity;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.syntax.JsonText;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Entities in JSON: an array of objects with {@code uid}, {@code attrs}, {@code parents} and perhaps {@code tags}. */
public final class EntityJson {
    /** What entity text may hold: as files, and with U+0000, which entity ids may contain. */
    public static final JsonLimits LIMITS = JsonLimits.FILE.withNul();

    private static final Set<String> MEMBERS = Set.of("uid", "attrs", "parents", "tags");

    private EntityJson() {}

    /** @throws CedarException when the text is not an array of entities */
    public static List<Entity> parse(String text, TypeHints hints) {
        return read(JsonText.parse(text, LIMITS), hints);
    }

    /**
     * The entities of the array, in order.
     *
     * @throws CedarException when the JSON is not an array of entities
     */
    public static List<Entity> read(JsonValue json, TypeHints hints) {
        if (!(json instanceof JsonArray array)) throw CedarException.of("expected an array of entities");
        var entities = new ArrayList<Entity>(array.size());
        for (JsonValue value : array) entities.add(readEntity(value, hints));
        return entities;
    }

    /** The store of entities read with a schema: actions are those of the schema, whatever the data says about them. */
    public static EntityStore store(List<Entity> entities, TypeHints hints) {
        var all = new LinkedHashMap<EntityUid, Entity>();
        var declared = new LinkedHashSet<EntityUid>();
        for (Entity action : hints.actions()) {
            all.put(action.uid(), action);
            declared.add(action.uid());
        }
        for (Entity entity : entities) {
            if (declared.remove(entity.uid())) continue;
            if (all.putIfAbsent(entity.uid(), entity) != null) {
                throw CedarException.of("duplicate entity entry `" + entity.uid() + "`");
            }
        }
        return EntityStore.of(all.values());
    }

    private static Entity readEntity(JsonValue json, TypeHints hints) {
        if (!(json instanceof JsonObject object)) throw CedarException.of("expected an entity object");
        for (String name : object.members().keySet()) {
            if (!MEMBERS.contains(name)) throw CedarException.of("an entity has no member \"" + name + "\"");
        }
        EntityUid uid = ValueJson.readUid(required(object, "uid"));
        try {
            var attributes = ValueJson.readRecord(required(object, "attrs"), hints.attributes(uid.type()));
            return new Entity(
                    uid, attributes, parents(required(object, "parents")), tags(object, hints.tags(uid.type())));
        } catch (CedarException e) {
            throw CedarException.of("in entity `" + uid + "`: " + e.problem());
        }
    }

    private static JsonValue required(JsonObject object, String name) {
        return object.get(name).orElseThrow(() -> CedarException.of("missing field `" + name + "`"));
    }

    private static Set<EntityUid> parents(JsonValue json) {
        if (!(json instanceof JsonArray array)) throw CedarException.of("expected an array of parents");
        var parents = new LinkedHashSet<EntityUid>();
        for (JsonValue value : array) parents.add(ValueJson.readUid(value));
        return parents;
    }

    private static RecordValue tags(JsonObject object, TypeHint each) {
        var tags = object.get("tags");
        if (tags.isEmpty()) return RecordValue.EMPTY;
        if (!(tags.get() instanceof JsonObject given)) throw CedarException.of("expected an object of tags");
        var hints = new LinkedHashMap<String, TypeHint>();
        given.members().keySet().forEach(name -> hints.put(name, each));
        return ValueJson.readRecord(given, new TypeHint.RecordOf(hints));
    }

    /** The JSON of entities, parents as they were given. */
    public static JsonArray write(List<Entity> entities) {
        return new JsonArray(
                entities.stream().<JsonValue>map(EntityJson::writeEntity).toList());
    }

    private static JsonObject writeEntity(Entity entity) {
        var parents =
                entity.parents().stream().<JsonValue>map(ValueJson::writeUid).toList();
        var json = JsonObject.with("uid", ValueJson.writeUid(entity.uid()))
                .and("attrs", ValueJson.writeRecord(entity.attributes()))
                .and("parents", new JsonArray(parents));
        if (entity.tags().size() > 0) json.and("tags", ValueJson.writeRecord(entity.tags()));
        return json.build();
    }
}
