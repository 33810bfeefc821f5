package dev.bailiwick.json;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** Jackson's tokens into our values. The recursion is bounded by {@link JsonLimits#depth()}. */
final class JsonReader {
    private final JsonParser parser;
    private final JsonLimits limits;

    private JsonReader(JsonParser parser, JsonLimits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    static JsonValue read(String text, JsonLimits limits) {
        if (text.length() > limits.characters()) throw tooLong(limits);
        return parse(factory(limits).createParser(ObjectReadContext.empty(), text), limits);
    }

    static JsonValue read(byte[] utf8, JsonLimits limits) {
        if (utf8.length > limits.characters()) throw tooLong(limits);
        requireUtf8(utf8);
        return parse(factory(limits).createParser(ObjectReadContext.empty(), new ByteArrayInputStream(utf8)), limits);
    }

    private static JsonException tooLong(JsonLimits limits) {
        return JsonException.at(1, 1, "text is longer than " + limits.characters());
    }

    /** Jackson would guess UTF-16 and UTF-32 from the first bytes and let broken UTF-8 pass: RFC 8259 section 8.1 does not. */
    private static void requireUtf8(byte[] bytes) {
        if (bytes.length > 0 && (bytes[0] == 0 || (bytes.length > 1 && bytes[1] == 0))) {
            throw JsonException.at(1, 1, "text is not UTF-8");
        }
        if (bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf) {
            throw JsonException.at(1, 1, "text starts with a byte order mark");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw JsonException.at(1, 1, "text is not UTF-8");
        }
    }

    private static final Map<JsonLimits, JsonFactory> FACTORIES =
            Map.of(JsonLimits.REQUEST, newFactory(JsonLimits.REQUEST), JsonLimits.FILE, newFactory(JsonLimits.FILE));

    private static JsonFactory factory(JsonLimits limits) {
        // what strings may hold is checked here, not by the factory
        var known = FACTORIES.get(new JsonLimits(limits.depth(), limits.characters(), limits.digits()));
        return known != null ? known : newFactory(limits);
    }

    private static JsonFactory newFactory(JsonLimits limits) {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxNumberLength(limits.digits())
                .maxStringLength(limits.characters())
                .maxNameLength(Math.min(limits.characters(), 1 << 16))
                .maxDocumentLength(limits.characters())
                .build();
        return JsonFactory.builder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    private static JsonValue parse(JsonParser source, JsonLimits limits) {
        try (JsonParser parser = source) {
            return new JsonReader(parser, limits).document();
        } catch (tools.jackson.core.JacksonException e) {
            throw refused(e);
        }
    }

    private static JsonException refused(tools.jackson.core.JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String message = e instanceof StreamReadException ? e.getOriginalMessage() : "text is no JSON";
        // up to the first quotation: what follows is the input
        String sentence = message.split("[:(\n'\"`]", 2)[0].strip().replaceAll("\\p{Cntrl}", "?");
        return at == null
                ? JsonException.at(1, 1, sentence)
                : JsonException.at(at.getLineNr(), at.getColumnNr(), sentence);
    }

    private JsonValue document() {
        JsonToken first = parser.nextToken();
        if (first == null) throw JsonException.at(1, 1, "text is empty");
        JsonValue value = value(first);
        if (parser.nextToken() != null) throw here("text goes on after the value");
        return value;
    }

    private JsonValue value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> new JsonString(checked(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw here("unexpected " + token);
        };
    }

    private JsonObject object() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = checked(parser.currentName());
            members.put(name, value(parser.nextToken()));
        }
        return new JsonObject(members);
    }

    private JsonArray array() {
        List<JsonValue> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(token));
        }
        return new JsonArray(values);
    }

    private JsonNumber number() {
        try {
            return new JsonNumber(parser.getDecimalValue());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw here("number has an exponent beyond " + JsonNumber.MAX_EXPONENT);
        }
    }

    private String checked(String text) {
        if (Surrogates.lone(text) >= 0) throw here("text has a lone surrogate");
        if (!limits.nul() && text.indexOf('\0') >= 0) throw here("text has a NUL character");
        if (text.length() > limits.characters()) throw here("text is longer than " + limits.characters());
        return text;
    }

    private JsonException here(String message) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return JsonException.at(at.getLineNr(), at.getColumnNr(), message);
    }
}
