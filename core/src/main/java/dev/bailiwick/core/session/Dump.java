package dev.bailiwick.core.session;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the structure of a tool's answer: JSON, or the block style in which programs dump YAML 1.2. Only these, because both
 * quote what a stranger wrote: a body cannot pretend to be a field. Whatever is unclear is no structure.
 */
final class Dump {
    private static final int DEEPEST = 12;
    private static final JsonLimits LIMITS = new JsonLimits(32, 1 << 18, 40);

    private final List<String> lines;
    private int at;

    private Dump(List<String> lines) {
        this.lines = lines;
    }

    private static final class Unclear extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unclear() {
            super("not a dump", null, false, false);
        }
    }

    static Optional<JsonValue> read(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || text.length() > 1 << 18) return Optional.empty();
        if (stripped.startsWith("{") || stripped.startsWith("[")) return json(stripped);
        try {
            var dump = new Dump(new ArrayList<>(stripped.lines().toList()));
            var value = dump.block(0, 0);
            return dump.at == dump.lines.size() ? Optional.of(value) : Optional.empty();
        } catch (Unclear _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonValue> json(String text) {
        try {
            return Optional.of(Json.parse(text, LIMITS));
        } catch (JsonException _) {
            return Optional.empty();
        }
    }

    private JsonValue block(int indent, int depth) {
        if (depth > DEEPEST || at >= lines.size()) throw new Unclear();
        String line = lines.get(at);
        return line.startsWith("- ", indent)
                        || line.substring(Math.min(indent, line.length())).equals("-")
                ? sequence(indent, depth)
                : mapping(indent, depth);
    }

    private JsonValue sequence(int indent, int depth) {
        List<JsonValue> items = new ArrayList<>();
        while (at < lines.size()
                && indentOf(lines.get(at)) == indent
                && lines.get(at).startsWith("-", indent)) {
            String line = lines.get(at);
            if (!line.startsWith("- ", indent)) throw new Unclear();
            // the rest of the line is the first line of the item, as if the dash were white space
            lines.set(at, line.substring(0, indent) + "  " + line.substring(indent + 2));
            String rest = line.substring(indent + 2);
            items.add(rest.startsWith("- ") || key(rest) > 0 ? block(indent + 2, depth + 1) : scalar(rest, indent));
        }
        return new JsonArray(items);
    }

    private JsonValue mapping(int indent, int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (at < lines.size()
                && indentOf(lines.get(at)) == indent
                && !lines.get(at).startsWith("- ", indent)) {
            String line = lines.get(at).substring(indent);
            int colon = key(line);
            if (colon <= 0) throw new Unclear();
            String name = line.substring(0, colon);
            String rest = line.substring(colon + 1).strip();
            JsonValue value;
            if (rest.isEmpty()) {
                at++;
                value = nested(indent, depth);
            } else {
                value = scalar(rest, indent);
            }
            if (members.put(name, value) != null) throw new Unclear();
        }
        if (members.isEmpty()) throw new Unclear();
        return new JsonObject(members);
    }

    private JsonValue nested(int indent, int depth) {
        if (at >= lines.size()) return new JsonString("");
        int inner = indentOf(lines.get(at));
        boolean sequenceHere = inner == indent && lines.get(at).startsWith("- ", indent);
        if (inner > indent || sequenceHere) return block(inner, depth + 1);
        return new JsonString("");
    }

    /** Where the colon after a key stands, or -1. */
    private static int key(String line) {
        if (line.isEmpty() || "'\"[]{}#&*!|>%@`-?".indexOf(line.charAt(0)) >= 0) return -1;
        int colon = line.indexOf(':');
        if (colon <= 0 || colon > 120) return -1;
        boolean ends = colon == line.length() - 1 || line.charAt(colon + 1) == ' ';
        return ends ? colon : -1;
    }

    private static int indentOf(String line) {
        int i = 0;
        while (i < line.length() && line.charAt(i) == ' ') i++;
        return i;
    }

    /** A scalar that begins on this line and goes on while lines are empty or deeper. */
    private JsonValue scalar(String first, int indent) {
        at++;
        return switch (first.charAt(0)) {
            case '\'' -> new JsonString(quoted(first, '\''));
            case '"' -> new JsonString(quoted(first, '"'));
            case '|', '>' -> new JsonString(literal(indent));
            case '[', '{' -> flow(first);
            case '&', '*', '!', '%', '@', '`' -> throw new Unclear();
            default -> new JsonString(plain(first, indent));
        };
    }

    private static JsonValue flow(String text) {
        if (text.equals("[]")) return JsonArray.EMPTY;
        if (text.equals("{}")) return JsonObject.EMPTY;
        throw new Unclear();
    }

    private String plain(String first, int indent) {
        var text = new StringBuilder(first);
        while (at < lines.size()
                && indentOf(lines.get(at)) > indent
                && !lines.get(at).isBlank()) {
            text.append(' ').append(lines.get(at++).strip());
        }
        if (text.indexOf(": ") >= 0 || text.indexOf(" #") >= 0) throw new Unclear();
        return text.toString();
    }

    private String literal(int indent) {
        var text = new StringBuilder();
        while (at < lines.size() && (lines.get(at).isBlank() || indentOf(lines.get(at)) > indent)) {
            text.append(lines.get(at++).strip()).append('\n');
        }
        return text.toString();
    }

    /** To the closing quote, which must end its line. */
    private String quoted(String first, char quote) {
        var text = new StringBuilder();
        String line = first.substring(1);
        while (true) {
            int end = closing(line, quote);
            if (end >= 0) {
                if (end != line.stripTrailing().length() - 1) throw new Unclear();
                return text.append(unescaped(line.substring(0, end), quote)).toString();
            }
            boolean joined = quote == '"' && line.endsWith("\\");
            text.append(unescaped(joined ? line.substring(0, line.length() - 1) : line, quote));
            if (!joined) text.append(line.isBlank() ? '\n' : ' ');
            if (at >= lines.size()) throw new Unclear();
            line = lines.get(at++).strip();
            if (joined && line.startsWith("\\ ")) line = line.substring(1);
        }
    }

    private static int closing(String line, char quote) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == '"' && c == '\\') {
                i++;
            } else if (c == quote) {
                boolean doubled = quote == '\'' && i + 1 < line.length() && line.charAt(i + 1) == '\'';
                if (!doubled) return i;
                i++;
            }
        }
        return -1;
    }

    private static String unescaped(String text, char quote) {
        if (quote == '\'') return text.replace("''", "'");
        if (text.indexOf('\\') < 0) return text;
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'x' -> i = hex(text, i, 2, out);
                case 'u' -> i = hex(text, i, 4, out);
                case 'U' -> i = hex(text, i, 8, out);
                case 'r', '0', 'a', 'b', 'e', 'f', 'v', 'N', '_', 'L', 'P' -> out.append(' ');
                default -> out.append(escaped);
            }
        }
        return out.toString();
    }

    private static int hex(String text, int at, int digits, StringBuilder out) {
        try {
            int value = Integer.parseInt(text, at + 1, Math.min(text.length(), at + 1 + digits), 16);
            if (!Character.isValidCodePoint(value)) throw new Unclear();
            out.appendCodePoint(value);
            return at + digits;
        } catch (NumberFormatException _) {
            throw new Unclear();
        }
    }
}
