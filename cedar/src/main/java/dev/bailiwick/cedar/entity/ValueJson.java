package dev.bailiwick.cedar.entity;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.Datetime;
import dev.bailiwick.cedar.Decimal;
import dev.bailiwick.cedar.Duration;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.ExtensionFunction;
import dev.bailiwick.cedar.IpAddress;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.ValueKind;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNull;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cedar values in JSON. Entities and extension values are escaped as {@code __entity} and {@code __extn}; where a hint
 * says what is to come, the escape may be left out. Recursion is bounded by the depth of the JSON value.
 */
public final class ValueJson {
    private static final String ENTITY = "__entity";
    private static final String EXTENSION = "__extn";
    private static final String EXPRESSION = "__expr";

    private ValueJson() {}

    /** @throws CedarException when the JSON stands for no value */
    public static Value read(JsonValue json) {
        return read(json, new TypeHint.Unknown());
    }

    /** @throws CedarException when the JSON stands for no value of the hinted type */
    public static Value read(JsonValue json, TypeHint hint) {
        return switch (hint) {
            case TypeHint.EntityOf(var _) when json instanceof JsonObject object -> readUid(object);
            case TypeHint.Extension(var kind) -> readExtension(json, kind);
            default -> readPlain(json, hint);
        };
    }

    /** A uid in either form: {@code {"type", "id"}} or {@code {"__entity": {"type", "id"}}}. */
    public static EntityUid readUid(JsonValue json) {
        JsonValue inner = json instanceof JsonObject object && object.has(ENTITY) ? only(object, ENTITY) : json;
        if (!(inner instanceof JsonObject uid)
                || uid.members().size() != 2
                || !(uid.members().get("type") instanceof JsonString(String type))
                || !(uid.members().get("id") instanceof JsonString(String id))) {
            throw CedarException.of("expected an entity reference with `type` and `id`, found " + kindOf(inner));
        }
        return new EntityUid(EntityTypeName.of(type), id);
    }

    private static Value readPlain(JsonValue json, TypeHint hint) {
        return switch (json) {
            case JsonBoolean(boolean flag) -> Bool.of(flag);
            case JsonNumber number -> readLong(number);
            case JsonString(String text) -> Text.of(text);
            case JsonArray array -> readSet(array, hint);
            case JsonObject object
            when object.has(EXPRESSION) -> throw CedarException.of("the `__expr` escape is not supported");
            case JsonObject object when object.has(ENTITY) -> readUid(object);
            case JsonObject object when object.has(EXTENSION) -> readCall(only(object, EXTENSION));
            case JsonObject object -> readRecord(object, hint);
            case JsonNull _ -> throw CedarException.of("null is not a Cedar value");
        };
    }

    private static Value readLong(JsonNumber number) {
        if (!number.isLong()) throw CedarException.of("the number " + number + " is not a 64-bit integer");
        return LongValue.of(number.longValue());
    }

    private static Value readSet(JsonArray array, TypeHint hint) {
        TypeHint member = hint instanceof TypeHint.SetOf(var members) ? members : new TypeHint.Unknown();
        var values = new ArrayList<Value>(array.size());
        for (JsonValue value : array) values.add(read(value, member));
        return SetValue.of(values);
    }

    /** Reads a record, such as the attributes of an entity or the context of a request. */
    public static RecordValue readRecord(JsonValue json, TypeHint hint) {
        if (!(json instanceof JsonObject object)) throw CedarException.of("expected an object, found " + kindOf(json));
        var fields = new LinkedHashMap<String, Value>();
        object.members().forEach((name, value) -> fields.put(name, read(value, hint.field(name))));
        return RecordValue.of(fields);
    }

    private static Value readExtension(JsonValue json, ValueKind kind) {
        if (json instanceof JsonString(String text)) return constructor(kind).construct(text);
        JsonValue inner = json instanceof JsonObject object && object.has(EXTENSION) ? only(object, EXTENSION) : json;
        // anything else is left to the validator: a value of another type is still a value
        return inner instanceof JsonObject call && call.has("fn")
                ? readCall(call)
                : readPlain(json, new TypeHint.Unknown());
    }

    private static ExtensionFunction constructor(ValueKind kind) {
        return switch (kind) {
            case DECIMAL -> ExtensionFunction.DECIMAL_OF;
            case IP_ADDRESS -> ExtensionFunction.IP_OF;
            case DATETIME -> ExtensionFunction.DATETIME_OF;
            case DURATION -> ExtensionFunction.DURATION_OF;
            default -> throw new IllegalArgumentException(kind + " is no extension type");
        };
    }

    private static Value readCall(JsonValue json) {
        if (!(json instanceof JsonObject call) || !(call.members().get("fn") instanceof JsonString(String name))) {
            throw CedarException.of("expected an extension call with `fn` and `arg`, found " + kindOf(json));
        }
        ExtensionFunction function = ExtensionFunction.named(name)
                .orElseThrow(() -> CedarException.of("`" + name + "` is not a known extension function"));
        List<JsonValue> arguments = arguments(call);
        if (function == ExtensionFunction.OFFSET && arguments.size() == 2) {
            return offset(
                    read(arguments.get(0), hint(ValueKind.DATETIME)), read(arguments.get(1), hint(ValueKind.DURATION)));
        }
        if (!function.isConstructor()
                || arguments.size() != 1
                || !(arguments.getFirst() instanceof JsonString(String text))) {
            throw CedarException.of("the extension call of `" + name + "` does not make a value");
        }
        return construct(function, text);
    }

    private static TypeHint hint(ValueKind kind) {
        return new TypeHint.Extension(kind);
    }

    /** Constructs a value; the message names the extension as an evaluation error would. */
    private static Value construct(ExtensionFunction function, String text) {
        try {
            return function.construct(text);
        } catch (CedarException e) {
            throw CedarException.of(
                    "error while evaluating `" + function.extensionName() + "` extension function: " + e.problem());
        }
    }

    private static Value offset(Value instant, Value length) {
        if (!(instant instanceof Datetime(long millis)) || !(length instanceof Duration(long more))) {
            throw CedarException.of("`offset` takes a datetime and a duration");
        }
        try {
            return new Datetime(Math.addExact(millis, more));
        } catch (ArithmeticException e) {
            throw CedarException.of("overflow when adding a duration to a datetime");
        }
    }

    private static List<JsonValue> arguments(JsonObject call) {
        var arg = call.members().get("arg");
        if (call.members().size() != 2) throw CedarException.of("an extension call has `fn` and `arg` or `args`");
        if (arg != null) return List.of(arg);
        return call.array("args").values();
    }

    /** The value of an escape, which must be the only member. */
    private static JsonValue only(JsonObject object, String escape) {
        if (object.members().size() != 1) throw CedarException.of("`" + escape + "` stands beside other members");
        return object.members().values().iterator().next();
    }

    /** The JSON of a value, every entity and extension value escaped. */
    public static JsonValue write(Value value) {
        return switch (value) {
            case Bool flag -> new JsonBoolean(flag.isTrue());
            case LongValue(long number) -> JsonNumber.of(number);
            case Text(String text) -> new JsonString(text);
            case EntityUid uid -> JsonObject.with(ENTITY, writeUid(uid)).build();
            case SetValue set -> {
                var members = new ArrayList<JsonValue>();
                set.forEach(member -> members.add(write(member)));
                yield new JsonArray(members);
            }
            case RecordValue record -> writeRecord(record);
            case Decimal decimal -> call("decimal", new JsonString(decimal.text()));
            case IpAddress address -> call("ip", new JsonString(address.text()));
            case Duration duration -> call("duration", new JsonString(duration.millis() + "ms"));
            case Datetime instant -> writeInstant(instant);
        };
    }

    public static JsonObject writeUid(EntityUid uid) {
        return JsonObject.with("type", uid.type().name()).and("id", uid.id()).build();
    }

    public static JsonObject writeRecord(RecordValue record) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        record.fields().forEach((name, value) -> members.put(name, write(value)));
        return new JsonObject(members);
    }

    private static JsonValue call(String function, JsonValue argument) {
        return JsonObject.with(
                        EXTENSION,
                        JsonObject.with("fn", function).and("arg", argument).build())
                .build();
    }

    /** As an offset from 1970, the one form that reaches every instant. */
    private static JsonValue writeInstant(Datetime instant) {
        var arguments = JsonArray.of(
                call("datetime", new JsonString("1970-01-01")),
                call("duration", new JsonString(instant.epochMillis() + "ms")));
        return JsonObject.with(
                        EXTENSION,
                        JsonObject.with("fn", "offset").and("args", arguments).build())
                .build();
    }

    private static String kindOf(JsonValue json) {
        return switch (json) {
            case JsonObject _ -> "an object of another shape";
            case JsonArray _ -> "an array";
            case JsonString _ -> "a string";
            case JsonNumber _ -> "a number";
            case JsonBoolean _ -> "a boolean";
            case JsonNull _ -> "null";
        };
    }
}
