package dev.bailiwick.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON object. Keeps the order in which members were written; equality ignores it. */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Starts an object member by member: {@code JsonObject.with("id", id).and("size", 3).build()}. */
    public static Builder with(String name, JsonValue value) {
        return new Builder().and(name, value);
    }

    public static Builder with(String name, String value) {
        return new Builder().and(name, value);
    }

    public static Builder builder() {
        return new Builder();
    }

    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The text of a member, empty when it is absent or no string. */
    public Optional<String> string(String name) {
        return members.get(name) instanceof JsonString(String value) ? Optional.of(value) : Optional.empty();
    }

    /** A member that is an object, empty when it is absent or something else. */
    public Optional<JsonObject> object(String name) {
        return members.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /** A member that is an array, the empty array when it is absent or something else. */
    public JsonArray array(String name) {
        return members.get(name) instanceof JsonArray array ? array : JsonArray.EMPTY;
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** This object with one member set or replaced. */
    public JsonObject plus(String name, JsonValue value) {
        var copy = new LinkedHashMap<>(members);
        copy.put(name, value);
        return new JsonObject(copy);
    }

    /** This object without one member. */
    public JsonObject minus(String name) {
        var copy = new LinkedHashMap<>(members);
        copy.remove(name);
        return new JsonObject(copy);
    }

    @Override
    public String toString() {
        return text();
    }

    /** Collects members; a name given twice is a defect of ours and stops at once. */
    public static final class Builder {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        public Builder and(String name, JsonValue value) {
            if (members.putIfAbsent(name, value) != null) {
                throw new IllegalStateException("member \"" + name + "\" was set twice");
            }
            return this;
        }

        public Builder and(String name, String value) {
            return and(name, new JsonString(value));
        }

        public Builder and(String name, long value) {
            return and(name, JsonNumber.of(value));
        }

        public Builder and(String name, boolean value) {
            return and(name, new JsonBoolean(value));
        }

        /** Sets the member only when there is a value. */
        public Builder and(String name, Optional<? extends JsonValue> value) {
            value.ifPresent(present -> and(name, present));
            return this;
        }

        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
