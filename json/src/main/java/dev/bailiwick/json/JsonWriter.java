package dev.bailiwick.json;

import java.util.Iterator;

/** Values into text. Control characters, U+2028 and U+2029 and the bidirectional controls leave as escapes. */
final class JsonWriter {
    private final StringBuilder out = new StringBuilder(128);
    private final String indent;

    private JsonWriter(String indent) {
        this.indent = indent;
    }

    static String compact(JsonValue value) {
        return write(value, "");
    }

    static String pretty(JsonValue value) {
        return write(value, "  ");
    }

    private static String write(JsonValue value, String indent) {
        var writer = new JsonWriter(indent);
        writer.value(value, 0);
        return writer.out.toString();
    }

    private void value(JsonValue value, int depth) {
        switch (value) {
            case JsonObject(var members) -> object(members.entrySet().iterator(), depth);
            case JsonArray(var values) -> array(values.iterator(), depth);
            case JsonString(var text) -> quote(text, out);
            case JsonNumber number -> out.append(number);
            case JsonBoolean(var flag) -> out.append(flag);
            case JsonNull _ -> out.append("null");
        }
    }

    private void object(Iterator<java.util.Map.Entry<String, JsonValue>> members, int depth) {
        out.append('{');
        boolean any = members.hasNext();
        while (members.hasNext()) {
            var member = members.next();
            newLine(depth + 1);
            quote(member.getKey(), out);
            out.append(indent.isEmpty() ? ":" : ": ");
            value(member.getValue(), depth + 1);
            if (members.hasNext()) out.append(',');
        }
        if (any) newLine(depth);
        out.append('}');
    }

    private void array(Iterator<JsonValue> values, int depth) {
        out.append('[');
        boolean any = values.hasNext();
        while (values.hasNext()) {
            newLine(depth + 1);
            value(values.next(), depth + 1);
            if (values.hasNext()) out.append(',');
        }
        if (any) newLine(depth);
        out.append(']');
    }

    private void newLine(int depth) {
        if (!indent.isEmpty()) out.append('\n').repeat(indent, depth);
    }

    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (mustEscape(c)) out.append(String.format("\\u%04x", (int) c));
                    else out.append(c);
                }
            }
        }
        out.append('"');
    }

    private static boolean mustEscape(char c) {
        return c < 0x20
                || (c >= 0x7f && c < 0xa0)
                || (c >= 0x200b && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0xfeff;
    }
}
