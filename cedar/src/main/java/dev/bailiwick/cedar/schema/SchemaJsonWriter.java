package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.schema.Fragment.ActionDeclaration;
import dev.bailiwick.cedar.schema.Fragment.ActionName;
import dev.bailiwick.cedar.schema.Fragment.AppliesTo;
import dev.bailiwick.cedar.schema.Fragment.CommonType;
import dev.bailiwick.cedar.schema.Fragment.EntityDeclaration;
import dev.bailiwick.cedar.schema.Fragment.Namespace;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The JSON form of a fragment, names sorted by code point, as the reference implementation prints it. */
final class SchemaJsonWriter {
    private static final Comparator<Map.Entry<String, ?>> BY_CODE_POINT =
            (a, b) -> compareCodePoints(a.getKey(), b.getKey());

    private SchemaJsonWriter() {}

    static JsonObject write(Fragment fragment) {
        return sorted(fragment.namespaces(), SchemaJsonWriter::namespace);
    }

    private static JsonObject namespace(Namespace namespace) {
        var object = JsonObject.builder();
        if (!namespace.commonTypes().isEmpty()) {
            object.and("commonTypes", sorted(namespace.commonTypes(), SchemaJsonWriter::commonType));
        }
        object.and("entityTypes", sorted(namespace.entityTypes(), SchemaJsonWriter::entityType));
        object.and("actions", sorted(namespace.actions(), SchemaJsonWriter::action));
        return object.and("annotations", annotations(namespace.annotations())).build();
    }

    private static JsonObject commonType(CommonType common) {
        return type(common.type())
                .and("annotations", annotations(common.annotations()))
                .build();
    }

    private static JsonObject entityType(EntityDeclaration declaration) {
        var object = JsonObject.builder();
        switch (declaration) {
            case EntityDeclaration.Standard standard -> {
                if (!standard.parents().isEmpty()) object.and("memberOfTypes", names(standard.parents()));
                if (!standard.shape().isEmptyRecord())
                    object.and("shape", type(standard.shape()).build());
                standard.tags().ifPresent(tags -> object.and("tags", type(tags).build()));
            }
            case EntityDeclaration.Enumerated enumerated -> object.and("enum", JsonArray.ofStrings(enumerated.ids()));
        }
        return object.and("annotations", annotations(declaration.annotations())).build();
    }

    private static JsonObject action(ActionDeclaration action) {
        return JsonObject.builder()
                .and("appliesTo", action.appliesTo().map(SchemaJsonWriter::appliesTo))
                .and("memberOf", action.parents().map(SchemaJsonWriter::actionNames))
                .and("annotations", annotations(action.annotations()))
                .build();
    }

    private static JsonObject appliesTo(AppliesTo appliesTo) {
        var object = JsonObject.with("resourceTypes", names(appliesTo.resources()))
                .and("principalTypes", names(appliesTo.principals()));
        if (!appliesTo.context().isEmptyRecord())
            object.and("context", type(appliesTo.context()).build());
        return object.build();
    }

    private static JsonArray actionNames(List<ActionName> actions) {
        return new JsonArray(actions.stream()
                .<JsonValue>map(action -> JsonObject.with("id", action.id())
                        .and("type", action.type().map(JsonString::new))
                        .build())
                .toList());
    }

    private static JsonObject.Builder type(WrittenType type) {
        return switch (type) {
            case WrittenType.Name name -> name(name);
            case WrittenType.SetOf set ->
                JsonObject.with("type", "Set")
                        .and("element", type(set.element()).build());
            case WrittenType.RecordOf record ->
                JsonObject.with("type", "Record")
                        .and("attributes", sorted(record.attributes(), SchemaJsonWriter::attribute));
        };
    }

    private static JsonObject.Builder name(WrittenType.Name name) {
        return switch (name.meaning()) {
            case ANY -> JsonObject.with("type", "EntityOrCommon").and("name", name.path());
            case ENTITY -> JsonObject.with("type", "Entity").and("name", name.path());
            case EXTENSION -> JsonObject.with("type", "Extension").and("name", name.path());
            case COMMON, PRIMITIVE -> JsonObject.with("type", name.path());
        };
    }

    private static JsonObject attribute(WrittenType.Attribute attribute) {
        var object = type(attribute.type()).and("annotations", annotations(attribute.annotations()));
        return (attribute.required() ? object : object.and("required", false)).build();
    }

    private static Optional<JsonObject> annotations(Map<String, String> annotations) {
        return annotations.isEmpty() ? Optional.empty() : Optional.of(sorted(annotations, JsonString::new));
    }

    private static JsonArray names(List<WrittenType.Name> names) {
        return JsonArray.ofStrings(names.stream().map(WrittenType.Name::path).toList());
    }

    private static <V> JsonObject sorted(Map<String, V> map, Function<V, ? extends JsonValue> toJson) {
        var object = JsonObject.builder();
        map.entrySet().stream()
                .sorted(BY_CODE_POINT)
                .forEach(entry -> object.and(entry.getKey(), toJson.apply(entry.getValue())));
        return object.build();
    }

    private static int compareCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x == y) continue;
            // A surrogate stands for a code point above every other character.
            if (Character.isSurrogate(x) != Character.isSurrogate(y)) return Character.isSurrogate(x) ? 1 : -1;
            return Character.compare(x, y);
        }
        return Integer.compare(a.length(), b.length());
    }
}
