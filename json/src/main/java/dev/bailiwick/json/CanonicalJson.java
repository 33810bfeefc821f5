package dev.bailiwick.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JSON Canonicalization Scheme (RFC 8785): members sorted by UTF-16 code units, numbers as ECMAScript prints
 * doubles, the fewest escapes.
 *
 * <p>One addition to the RFC: a number that no IEEE 754 double holds to its last digit is refused. Rounding it would
 * give two different amounts one hash.
 */
public final class CanonicalJson {
    private final StringBuilder out = new StringBuilder(256);

    private CanonicalJson() {}

    /** @throws IllegalArgumentException when a number has more digits than a double */
    public static byte[] bytes(JsonValue value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException when a number has more digits than a double */
    public static String text(JsonValue value) {
        var writer = new CanonicalJson();
        writer.value(value);
        return writer.out.toString();
    }

    private void value(JsonValue value) {
        switch (value) {
            case JsonObject(var members) -> object(members);
            case JsonArray(var values) -> array(values);
            case JsonString(var text) -> string(text);
            case JsonNumber(var number) -> out.append(EcmaScriptNumber.text(exact(number)));
            case JsonBoolean(var flag) -> out.append(flag);
            case JsonNull _ -> out.append("null");
        }
    }

    private void object(Map<String, JsonValue> members) {
        List<String> names = new ArrayList<>(members.keySet());
        names.sort(null); // String.compareTo compares UTF-16 code units, as RFC 8785 section 3.2.3 asks
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) out.append(',');
            string(names.get(i));
            out.append(':');
            value(java.util.Objects.requireNonNull(members.get(names.get(i))));
        }
        out.append('}');
    }

    private void array(List<JsonValue> values) {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) out.append(',');
            value(values.get(i));
        }
        out.append(']');
    }

    private static double exact(BigDecimal number) {
        double nearest = number.doubleValue();
        if (!Double.isFinite(nearest) || new BigDecimal(EcmaScriptNumber.text(nearest)).compareTo(number) != 0) {
            throw new IllegalArgumentException("number has more digits than a double holds: send it as text");
        }
        return nearest;
    }

    /** RFC 8785 section 3.2.2.2: short escapes where there are some, other control characters as lower-case hex. */
    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) out.append(String.format("\\u%04x", (int) c));
                    else out.append(c);
                }
            }
        }
        out.append('"');
    }
}
