package dev.bailiwick.json;

import java.nio.charset.StandardCharsets;

/** Reads and writes JSON text (RFC 8259), strictly. */
public final class Json {
    private Json() {}

    /** @throws JsonException when the text is not exactly one JSON value within {@link JsonLimits#REQUEST} */
    public static JsonValue parse(String text) {
        return parse(text, JsonLimits.REQUEST);
    }

    /** @throws JsonException when the text is not exactly one JSON value within the limits */
    public static JsonValue parse(String text, JsonLimits limits) {
        return JsonReader.read(text, limits);
    }

    /** @throws JsonException when the bytes are not UTF-8, or not exactly one JSON value within the limits */
    public static JsonValue parse(byte[] utf8, JsonLimits limits) {
        return JsonReader.read(utf8, limits);
    }

    /** @throws JsonException when the text is no JSON, or JSON but no object */
    public static JsonObject parseObject(String text) {
        return asObject(parse(text));
    }

    /** @throws JsonException when the bytes are no JSON, or JSON but no object */
    public static JsonObject parseObject(byte[] utf8, JsonLimits limits) {
        return asObject(parse(utf8, limits));
    }

    public static byte[] utf8(JsonValue value) {
        return value.text().getBytes(StandardCharsets.UTF_8);
    }

    /** Indented by two spaces, for people. */
    public static String pretty(JsonValue value) {
        return JsonWriter.pretty(value);
    }

    private static JsonObject asObject(JsonValue value) {
        if (value instanceof JsonObject object) return object;
        throw JsonException.at(1, 1, "expected an object");
    }
}
