package dev.bailiwick.json;

/** One JSON value (RFC 8259 section 3). Immutable; equality is by content, members of an object in any order. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /** The compact text of this value, members in their own order. */
    default String text() {
        return JsonWriter.compact(this);
    }
}
