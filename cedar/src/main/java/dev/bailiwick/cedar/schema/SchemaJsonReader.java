package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.schema.Fragment.ActionDeclaration;
import dev.bailiwick.cedar.schema.Fragment.ActionName;
import dev.bailiwick.cedar.schema.Fragment.AppliesTo;
import dev.bailiwick.cedar.schema.Fragment.CommonType;
import dev.bailiwick.cedar.schema.Fragment.EntityDeclaration;
import dev.bailiwick.cedar.schema.Fragment.Namespace;
import dev.bailiwick.cedar.schema.WrittenType.Meaning;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNull;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Reads the JSON form of a schema. A problem names its place as a JSON Pointer (RFC 6901), since values carry no lines.
 * Recursion follows the nesting of the JSON value, which its reader has bounded.
 */
final class SchemaJsonReader {
    private SchemaJsonReader() {}

    static Fragment read(JsonValue json) {
        var namespaces = new LinkedHashMap<String, Namespace>();
        object(json, "").members().forEach((name, value) -> {
            String at = pointer("", name);
            if (!name.isEmpty()) SchemaNames.requireNamespace(name, Position.NONE);
            namespaces.put(name, namespace(object(value, at), name.isEmpty(), at));
        });
        return new Fragment(namespaces);
    }

    private static Namespace namespace(JsonObject json, boolean unnamed, String at) {
        onlyMembers(json, Set.of("commonTypes", "entityTypes", "actions", "annotations"), at);
        if (unnamed && json.has("annotations")) throw problem(at, "the empty namespace takes no annotations");
        var commonTypes = new LinkedHashMap<String, CommonType>();
        if (json.has("commonTypes")) {
            each(json, "commonTypes", at, (name, value, place) -> {
                SchemaNames.requireCommonType(name, Position.NONE);
                commonTypes.put(name, commonType(object(value, place), place));
            });
        }
        var entityTypes = new LinkedHashMap<String, EntityDeclaration>();
        each(json, "entityTypes", at, (name, value, place) -> {
            SchemaNames.requireEntityType(name, Position.NONE);
            entityTypes.put(name, entityType(object(value, place), place));
        });
        var actions = new LinkedHashMap<String, ActionDeclaration>();
        each(json, "actions", at, (name, value, place) -> actions.put(name, action(object(value, place), place)));
        return new Namespace(commonTypes, entityTypes, actions, annotations(json, at));
    }

    private static CommonType commonType(JsonObject json, String at) {
        return new CommonType(type(json, at, Set.of("annotations")), annotations(json, at), Position.NONE);
    }

    private static EntityDeclaration entityType(JsonObject json, String at) {
        onlyMembers(json, Set.of("memberOfTypes", "shape", "tags", "enum", "annotations"), at);
        var annotations = annotations(json, at);
        if (json.has("enum")) {
            if (json.has("memberOfTypes") || json.has("shape") || json.has("tags")) {
                throw problem(at, "an enumerated entity type takes no \"memberOfTypes\", \"shape\" or \"tags\"");
            }
            var ids = strings(json, "enum", at);
            if (ids.isEmpty()) throw problem(pointer(at, "enum"), "an enumerated entity type needs at least one id");
            return new EntityDeclaration.Enumerated(ids, annotations, Position.NONE);
        }
        var shape = json.get("shape").map(value -> type(object(value, pointer(at, "shape")), pointer(at, "shape")));
        var tags = json.get("tags").map(value -> type(object(value, pointer(at, "tags")), pointer(at, "tags")));
        return new EntityDeclaration.Standard(
                json.has("memberOfTypes") ? entityNames(json, "memberOfTypes", at) : List.of(),
                shape.orElse(WrittenType.RecordOf.EMPTY),
                tags,
                annotations,
                Position.NONE);
    }

    private static ActionDeclaration action(JsonObject json, String at) {
        onlyMembers(json, Set.of("appliesTo", "memberOf", "attributes", "annotations"), at);
        if (json.has("attributes") && !(json.members().get("attributes") instanceof JsonNull)) {
            throw problem(pointer(at, "attributes"), "actions carry no attributes");
        }
        return new ActionDeclaration(
                present(json, "memberOf").map(value -> actionNames(value, pointer(at, "memberOf"))),
                present(json, "appliesTo")
                        .map(value -> appliesTo(object(value, pointer(at, "appliesTo")), pointer(at, "appliesTo"))),
                annotations(json, at),
                Position.NONE);
    }

    private static AppliesTo appliesTo(JsonObject json, String at) {
        onlyMembers(json, Set.of("principalTypes", "resourceTypes", "context"), at);
        var context =
                json.get("context").map(value -> type(object(value, pointer(at, "context")), pointer(at, "context")));
        return new AppliesTo(
                entityNames(json, "principalTypes", at),
                entityNames(json, "resourceTypes", at),
                context.orElse(WrittenType.RecordOf.EMPTY));
    }

    private static List<ActionName> actionNames(JsonValue json, String at) {
        var names = new ArrayList<ActionName>();
        for (JsonValue value : array(json, at)) {
            String place = pointer(at, Integer.toString(names.size()));
            var object = object(value, place);
            onlyMembers(object, Set.of("id", "type"), place);
            var type = present(object, "type").map(text -> string(text, pointer(place, "type")));
            type.ifPresent(path -> SchemaNames.requireReference(path, Position.NONE));
            names.add(new ActionName(type, string(required(object, "id", place), pointer(place, "id")), Position.NONE));
        }
        return names;
    }

    private static WrittenType type(JsonObject json, String at) {
        return type(json, at, Set.of());
    }

    /** @param besides members of the object that are not about the type */
    private static WrittenType type(JsonObject json, String at, Set<String> besides) {
        String word = string(required(json, "type", at), pointer(at, "type"));
        return switch (word) {
            case "String", "Long", "Boolean" -> {
                onlyTypeMembers(json, Set.of(), besides, at);
                yield new WrittenType.Name(Meaning.PRIMITIVE, word, Position.NONE);
            }
            case "Set" -> {
                onlyTypeMembers(json, Set.of("element"), besides, at);
                String place = pointer(at, "element");
                yield new WrittenType.SetOf(type(object(required(json, "element", at), place), place));
            }
            case "Record" -> {
                onlyTypeMembers(json, Set.of("attributes", "additionalAttributes"), besides, at);
                yield record(json, at);
            }
            case "Entity" -> named(json, Meaning.ENTITY, besides, at);
            case "EntityOrCommon" -> named(json, Meaning.ANY, besides, at);
            case "Extension" -> named(json, Meaning.EXTENSION, besides, at);
            default -> {
                onlyTypeMembers(json, Set.of(), besides, at);
                SchemaNames.requireReference(word, Position.NONE);
                yield new WrittenType.Name(Meaning.COMMON, word, Position.NONE);
            }
        };
    }

    private static WrittenType.Name named(JsonObject json, Meaning meaning, Set<String> besides, String at) {
        onlyTypeMembers(json, Set.of("name"), besides, at);
        String name = string(required(json, "name", at), pointer(at, "name"));
        SchemaNames.requireReference(name, Position.NONE);
        return new WrittenType.Name(meaning, name, Position.NONE);
    }

    private static WrittenType.RecordOf record(JsonObject json, String at) {
        if (json.has("additionalAttributes") && bool(json, "additionalAttributes", at)) {
            throw problem(pointer(at, "additionalAttributes"), "records with further attributes are not supported");
        }
        var attributes = new LinkedHashMap<String, WrittenType.Attribute>();
        each(json, "attributes", at, (name, value, place) -> {
            var attribute = object(value, place);
            boolean required = !attribute.has("required") || bool(attribute, "required", place);
            var type = type(attribute, place, Set.of("required", "annotations"));
            attributes.put(name, new WrittenType.Attribute(type, required, annotations(attribute, place)));
        });
        return new WrittenType.RecordOf(attributes);
    }

    private static SequencedMap<String, String> annotations(JsonObject json, String at) {
        var annotations = new LinkedHashMap<String, String>();
        if (json.has("annotations")) {
            each(json, "annotations", at, (name, value, place) -> {
                SchemaNames.requireAnnotation(name, Position.NONE);
                annotations.put(name, value instanceof JsonNull ? "" : string(value, place));
            });
        }
        return annotations;
    }

    private static List<WrittenType.Name> entityNames(JsonObject json, String member, String at) {
        var paths = strings(json, member, at);
        paths.forEach(path -> SchemaNames.requireReference(path, Position.NONE));
        return paths.stream()
                .map(path -> new WrittenType.Name(Meaning.ENTITY, path, Position.NONE))
                .toList();
    }

    private static List<String> strings(JsonObject json, String member, String at) {
        String place = pointer(at, member);
        var texts = new ArrayList<String>();
        for (JsonValue value : array(required(json, member, at), place)) {
            texts.add(string(value, pointer(place, Integer.toString(texts.size()))));
        }
        return texts;
    }

    private interface Member {
        void read(String name, JsonValue value, String at);
    }

    private static void each(JsonObject json, String member, String at, Member reader) {
        String place = pointer(at, member);
        object(required(json, member, at), place)
                .members()
                .forEach((name, value) -> reader.read(name, value, pointer(place, name)));
    }

    private static Optional<JsonValue> present(JsonObject json, String member) {
        return json.get(member).filter(value -> !(value instanceof JsonNull));
    }

    private static JsonValue required(JsonObject json, String member, String at) {
        return json.get(member).orElseThrow(() -> problem(at, "member " + Text.quoted(member) + " is missing"));
    }

    private static JsonObject object(JsonValue json, String at) {
        if (json instanceof JsonObject object) return object;
        throw problem(at, "expected an object");
    }

    private static JsonArray array(JsonValue json, String at) {
        if (json instanceof JsonArray array) return array;
        throw problem(at, "expected an array");
    }

    private static String string(JsonValue json, String at) {
        if (json instanceof JsonString(String value)) return value;
        throw problem(at, "expected a string");
    }

    private static boolean bool(JsonObject json, String member, String at) {
        if (required(json, member, at) instanceof JsonBoolean(boolean value)) return value;
        throw problem(pointer(at, member), "expected true or false");
    }

    private static void onlyTypeMembers(JsonObject json, Set<String> own, Set<String> besides, String at) {
        for (String name : json.members().keySet()) {
            if (!name.equals("type") && !own.contains(name) && !besides.contains(name)) {
                throw problem(pointer(at, name), "this type takes no such member");
            }
        }
    }

    private static void onlyMembers(JsonObject json, Set<String> allowed, String at) {
        for (String name : json.members().keySet()) {
            if (!allowed.contains(name)) throw problem(pointer(at, name), "unknown member");
        }
    }

    private static String pointer(String at, String member) {
        return at + "/" + member.replace("~", "~0").replace("/", "~1");
    }

    private static CedarException problem(String at, String what) {
        return CedarException.of("schema: " + what + " at " + Text.quoted(at));
    }
}
