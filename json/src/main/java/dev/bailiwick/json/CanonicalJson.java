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
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\') continue;
            out.append(text, plain, i).append(escaped(c));
            plain = i + 1;
        }
        out.append(text, plain, text.length()).append('"');
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default -> String.format("\\u%04x", (int) c);
        };
    }
}
