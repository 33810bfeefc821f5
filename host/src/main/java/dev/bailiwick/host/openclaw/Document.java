package dev.bailiwick.host.openclaw;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** A configuration while it is changed, member by member along a path. Members keep their places; new ones come last. */
final class Document {
    private JsonObject value;

    Document(JsonObject value) {
        this.value = value;
    }

    JsonObject value() {
        return value;
    }

    Optional<JsonValue> get(String... path) {
        Optional<JsonValue> here = Optional.of(value);
        for (var name : path)
            here = here.flatMap(one -> one instanceof JsonObject object ? object.get(name) : Optional.empty());
        return here;
    }

    /** The text of a member, empty when it is absent or no string. */
    String string(String... path) {
        return get(path)
                .map(one -> one instanceof JsonString(var text) ? text : "")
                .orElse("");
    }

    /** The JSON text of any member, empty when it is absent. */
    String text(String... path) {
        return get(path).map(JsonValue::text).orElse("");
    }

    JsonObject object(String... path) {
        return get(path)
                .map(one -> one instanceof JsonObject object ? object : JsonObject.EMPTY)
                .orElse(JsonObject.EMPTY);
    }

    JsonArray array(String... path) {
        return get(path)
                .map(one -> one instanceof JsonArray array ? array : JsonArray.EMPTY)
                .orElse(JsonArray.EMPTY);
    }

    void set(boolean flag, String... path) {
        set(new JsonBoolean(flag), path);
    }

    void set(JsonValue to, String... path) {
        value = set(value, to, path);
    }

    private static JsonObject set(JsonObject in, JsonValue to, String... path) {
        if (path.length == 1) return in.plus(path[0], to);
        return in.plus(path[0], set(in.object(path[0]).orElse(JsonObject.EMPTY), to, rest(path)));
    }

    void remove(String... path) {
        if (get(path).isPresent()) value = remove(value, path);
    }

    private static JsonObject remove(JsonObject in, String... path) {
        if (path.length == 1) return in.minus(path[0]);
        return in.plus(path[0], remove(in.object(path[0]).orElse(JsonObject.EMPTY), rest(path)));
    }

    private static String[] rest(String... path) {
        return Arrays.copyOfRange(path, 1, path.length);
    }
}
